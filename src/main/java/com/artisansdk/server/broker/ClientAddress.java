package com.artisansdk.server.broker;

import com.artisansdk.server.config.Network;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Finds a client's address behind proxies, believing only those that are trusted. */
final class ClientAddress {

    private ClientAddress() {}

    /**
     * The rightmost hop that is not a trusted proxy: everything left of it is what somebody untrusted claims.
     *
     * @param peer the address the connection comes from
     * @param forwardedFor the values of {@code X-Forwarded-For}, in order
     */
    static String of(String peer, List<String> forwardedFor, List<Network> trusted) {
        String client = peer;
        for (String hop : rightToLeft(forwardedFor)) {
            if (!isTrusted(client, trusted) || !Network.isAddress(hop)) {
                return client;
            }
            client = hop;
        }
        return client;
    }

    private static boolean isTrusted(String address, List<Network> trusted) {
        return trusted.stream().anyMatch(network -> network.contains(address));
    }

    private static List<String> rightToLeft(List<String> headers) {
        List<String> hops = new ArrayList<>();
        for (String header : headers) {
            for (String hop : header.split(",", -1)) {
                hops.add(withoutPort(hop.strip()));
            }
        }
        Collections.reverse(hops);
        return hops;
    }

    private static String withoutPort(String hop) {
        if (hop.startsWith("[")) {
            int end = hop.indexOf(']');
            return end < 0 ? hop : hop.substring(1, end);
        }
        int colon = hop.indexOf(':');
        return colon >= 0 && colon == hop.lastIndexOf(':') ? hop.substring(0, colon) : hop;
    }
}
