package org.example.game;

import com.artisansdk.server.kernel.Manager;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Specializes;
import jakarta.inject.Inject;

/** An application's own manager, as its guide tells to write one. */
@ApplicationScoped
@Specializes
public class GameManager extends Manager {

    @Inject
    private Vault vault;

    @Override
    protected void boot() {
        super.boot();
        listener(new GameListener(vault));
    }
}
