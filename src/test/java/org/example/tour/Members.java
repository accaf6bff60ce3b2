package org.example.tour;

import com.artisansdk.server.kernel.Admission;
import com.artisansdk.server.kernel.SubscribeRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonString;
import java.util.Map;

/** Who is a member, by the ticket they have. Think of a database. */
@ApplicationScoped
public class Members {

    private final Map<String, String> names = Map.of("ticket-1", "Ada", "ticket-2", "Grace");

    /** Lets members in, and keeps their names. */
    public Admission admit(SubscribeRequest request) {
        String ticket = request.data()
                .filter(JsonString.class::isInstance)
                .map(data -> ((JsonString) data).getString())
                .orElse("");
        String name = names.get(ticket);
        return name == null ? Admission.denied("Only members may subscribe to this topic.") : Admission.granted(name);
    }
}
