package org.example.tour;

import jakarta.enterprise.context.ApplicationScoped;

/** Translates, which takes its time. Think of a call over the network. */
@ApplicationScoped
public class Translator {

    /** Translates a text into the language of mirrors. */
    public String translate(String text) throws Exception {
        Thread.sleep(100);
        if (text.isBlank()) {
            throw new IllegalArgumentException("nothing to translate");
        }
        return new StringBuilder(text).reverse().toString();
    }
}
