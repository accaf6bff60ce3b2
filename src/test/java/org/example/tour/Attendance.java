package org.example.tour;

import com.artisansdk.server.kernel.ConnectionClosed;
import com.artisansdk.server.kernel.ConnectionOpened;
import com.artisansdk.server.kernel.Manager;
import com.artisansdk.server.kernel.ServerStarted;
import com.artisansdk.server.kernel.ServerStopping;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

/** Counts who comes and goes. */
@ApplicationScoped
public class Attendance {

    @Inject
    private Manager manager;

    void opened(@Observes ConnectionOpened event) {
        manager.counters().count("attendance.opened");
    }

    void closed(@Observes ConnectionClosed event) {
        manager.counters().count("attendance.closed");
    }

    void started(@Observes ServerStarted event) {
        manager.counters().count("attendance.started");
    }

    void stopping(@Observes ServerStopping event) {
        manager.counters().count("attendance.stopping");
    }
}
