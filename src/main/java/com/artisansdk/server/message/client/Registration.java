package com.artisansdk.server.message.client;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who a client says it is. Everything may be missing, null or blank. */
public record Registration(Optional<FullName> name, Optional<String> email) {

    /** What stands for a missing name. */
    public static final String ANONYMOUS = "Anonymous";

    /** What stands for a missing e-mail address. */
    public static final String NOT_AVAILABLE = "Not Available";

    /** A name in two parts. */
    public record FullName(Optional<String> first, Optional<String> last) {}

    /** The registration of somebody who says nothing of himself. */
    public static Registration none() {
        return new Registration(Optional.empty(), Optional.empty());
    }

    /** The registration of a name and an address. */
    public static Registration of(String first, String last, String email) {
        return new Registration(Optional.of(new FullName(Optional.of(first), Optional.of(last))), Optional.of(email));
    }

    /** First and last name joined by a space, or {@value #ANONYMOUS}. */
    public String displayName() {
        String joined = name.stream()
                .flatMap(it -> Stream.of(it.first(), it.last()))
                .flatMap(Optional::stream)
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
        return joined.isEmpty() ? ANONYMOUS : joined;
    }

    /** The address, or {@value #NOT_AVAILABLE}. */
    public String displayEmail() {
        return email.map(String::strip).filter(it -> !it.isEmpty()).orElse(NOT_AVAILABLE);
    }
}
