package com.artisansdk.server.listener;

import com.artisansdk.server.kernel.Listener;
import com.artisansdk.server.message.client.Subscribe;
import com.artisansdk.server.message.client.Unsubscribe;

/** Lets connections subscribe to topics. */
public final class TopicListener extends Listener {

    @Override
    protected void boot() {
        hear(
                Subscribe.class,
                it -> manager -> manager.requestSubscription(
                        it, it.message().topic(), it.message().data()));
        hear(
                Unsubscribe.class,
                it -> manager -> manager.topics().unsubscribe(it.message().topic(), it.connection()));
    }
}
