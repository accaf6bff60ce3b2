package org.example.game;

import com.artisansdk.server.kernel.Listener;

/** Answers what the players of the game say. */
final class GameListener extends Listener {

    private final Vault vault;

    GameListener(Vault vault) {
        this.vault = vault;
    }

    @Override
    protected void boot() {
        hear(OpenVault.class, said -> manager -> manager.send(said.connection(), vault.open(said.connection())));
        hear(
                ReadDiary.class,
                said -> manager -> manager.send(said.connection(), vault.read(said.connection(), said.message())));
        hear(
                TearDiary.class,
                said -> manager -> manager.send(
                        said.connection(),
                        new GameEvent("torn " + said.message().of())));
        listen(Fumble.class, message -> manager -> {
            throw new IllegalStateException("jdbc:secret-database is down");
        });
    }
}
