package com.artisansdk.server.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** A range of addresses in CIDR notation (RFC 4632, RFC 4291), such as {@code 10.0.0.0/8}; without a slash, one address. */
public record Network(String text, InetAddress address, int prefix) {

    // Only what is an address already: a name would be looked up, and whoever answers would be trusted.
    private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
    private static final Pattern LITERAL =
            Pattern.compile(OCTET + "([.]" + OCTET + "){3}|[0-9a-fA-F:]*:[0-9a-fA-F:.]*");

    /** Reads a range; empty when it is none. */
    public static Optional<Network> parse(String text) {
        int slash = text.indexOf('/');
        Optional<InetAddress> address = address(slash < 0 ? text : text.substring(0, slash));
        if (address.isEmpty()) {
            return Optional.empty();
        }
        int bits = address.get().getAddress().length * 8;
        try {
            int prefix = slash < 0 ? bits : Integer.parseInt(text.substring(slash + 1));
            return prefix < 0 || prefix > bits
                    ? Optional.empty()
                    : Optional.of(new Network(text, address.get(), prefix));
        } catch (NumberFormatException noPrefix) {
            return Optional.empty();
        }
    }

    /** Whether an address, as text, lies in this range. */
    public boolean contains(String other) {
        byte[] mine = address.getAddress();
        byte[] theirs = address(other).map(InetAddress::getAddress).orElse(new byte[0]);
        if (theirs.length != mine.length) {
            return false;
        }
        for (int bit = 0; bit < prefix; bit++) {
            int mask = 0x80 >> bit % 8;
            if (((theirs[bit / 8] ^ mine[bit / 8]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether a text is an address, and not a name. */
    public static boolean isAddress(String text) {
        return address(text).isPresent();
    }

    private static Optional<InetAddress> address(String text) {
        int zone = text.indexOf('%');
        String literal = zone < 0 ? text : text.substring(0, zone);
        if (!LITERAL.matcher(literal).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(literal));
        } catch (UnknownHostException notAnAddress) {
            return Optional.empty();
        }
    }
}
