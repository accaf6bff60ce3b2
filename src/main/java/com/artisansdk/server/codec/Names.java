package com.artisansdk.server.codec;

/** What a record's component is called in JSON. */
public final class Names {

    private Names() {}

    /** Snake case: {@code replyTo} is {@code reply_to}. */
    public static String of(String component) {
        StringBuilder name = new StringBuilder(component.length() + 4);
        for (int i = 0; i < component.length(); i++) {
            char c = component.charAt(i);
            if (Character.isUpperCase(c)) {
                name.append('_').append(Character.toLowerCase(c));
            } else {
                name.append(c);
            }
        }
        return name.toString();
    }
}
