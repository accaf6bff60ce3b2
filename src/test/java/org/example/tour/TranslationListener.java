package org.example.tour;

import com.artisansdk.server.kernel.Listener;
import com.artisansdk.server.kernel.Manager;
import com.artisansdk.server.kernel.Received;
import java.time.Duration;
import org.example.tour.Messages.Translate;
import org.example.tour.Messages.Translated;

/** Lets everybody have texts translated. */
final class TranslationListener extends Listener {

    private final Translator translator;

    TranslationListener(Translator translator) {
        this.translator = translator;
    }

    @Override
    protected void boot() {
        hear(Translate.class, asked -> manager -> translate(manager, asked));
    }

    private void translate(Manager manager, Received<Translate> asked) {
        String text = asked.message().text();
        manager.promise(() -> translator.translate(text))
                .within(Duration.ofSeconds(5))
                .unlessClosed(asked.connection())
                .whenDone(translated -> manager.send(asked.connection(), new Translated(translated)))
                .whenFailed(failure -> manager.error(asked.connection(), asked.envelope(), failure));
    }
}
