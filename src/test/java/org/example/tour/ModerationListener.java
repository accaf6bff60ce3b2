package org.example.tour;

import com.artisansdk.server.kernel.Listener;
import org.example.tour.Messages.Rename;
import org.example.tour.Messages.Warn;

/** Hands over what the moderation does, and who asks for it. */
final class ModerationListener extends Listener {

    private final Moderation moderation;

    ModerationListener(Moderation moderation) {
        this.moderation = moderation;
    }

    @Override
    protected void boot() {
        hear(
                Warn.class,
                asked -> manager ->
                        moderation.warn(asked.connection(), asked.message().who()));
        hear(Rename.class, asked -> manager -> moderation.rename(asked.connection(), asked.message()));
    }
}
