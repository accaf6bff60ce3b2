package com.artisansdk.server.bench.scenario;

import com.artisansdk.server.bench.load.Order;
import com.artisansdk.server.bench.load.Window;
import java.util.List;
import java.util.function.Supplier;

/**
 * What a trigger sends at a time.
 *
 * @param parameters for the trigger
 * @param ids the clients concerned, where it is not everybody
 * @param recipients how many frames arrive of it
 * @param inStep whether all clients receive each
 * @param orders judges who received what
 */
record Shot(String parameters, List<String> ids, int recipients, boolean inStep, Supplier<Order> orders) {

    /** A frame to everybody. */
    static Shot everyone(int clients) {
        return new Shot("kind=everyone", List.of(), clients, true, () -> new Order(clients));
    }

    /** A frame to one of so many topics of so many subscribers each, in turn. */
    static Shot topics(int topics, int size, int clients) {
        int perClient = Math.max(1, topics * size / clients);
        return new Shot(
                "kind=topic&topics=" + topics,
                List.of(),
                size,
                false,
                () -> new Order(clients, perClient, Order.Streams.topics(size, clients)));
    }

    /** A frame to one client, in turn. */
    static Shot one(List<String> clients) {
        return new Shot("kind=one", clients, 1, false, () -> new Order(clients.size()));
    }

    /** A frame to everybody but the first client, and one to that one right after it. */
    static Shot after(List<String> clients) {
        int all = clients.size();
        return new Shot("kind=after", clients.subList(0, 1), all, false, () -> new Order(all));
    }

    /** A frame to everybody, and a large one to each of the last so many; nobody judges those if they do not read. */
    static Shot andLarge(List<String> clients, int last, int bytes, boolean judged) {
        int all = clients.size();
        int first = all - last;
        return new Shot(
                "kind=and_large&first=" + first + "&bytes=" + bytes,
                clients.subList(first, all),
                judged ? all + last : first,
                false,
                () -> new Order(judged ? all : first));
    }

    Window window(int size) {
        return inStep ? Window.ofBroadcasts(size, recipients) : Window.ofShots(size, recipients);
    }
}
