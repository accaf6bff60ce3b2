package org.example.broken;

import com.artisansdk.server.kernel.Manager;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Specializes;

/** A manager that does not get to its feet. */
@ApplicationScoped
@Specializes
public class FailingManager extends Manager {

    @Override
    protected void boot() {
        super.boot();
        throw new IllegalStateException("there are no cards");
    }
}
