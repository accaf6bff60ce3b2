package org.example.several;

import com.artisansdk.server.connection.Connection;
import com.artisansdk.server.connection.Disconnect;
import com.artisansdk.server.kernel.Audience;
import com.artisansdk.server.kernel.Manager;
import com.artisansdk.server.message.Envelope;
import com.artisansdk.server.message.NamedMessage;
import com.artisansdk.server.message.ServerMessage;
import com.artisansdk.server.message.client.DisconnectPlayers;
import com.artisansdk.server.message.client.DisconnectSpectators;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/** Another of several managers, which overrides every hook there is and counts how often each is called. */
@ApplicationScoped
public class GreenManager extends Manager {

    @Override
    protected void boot() {
        super.boot();
        counters().count("green.boot");
        listen(DisconnectSpectators.class, message -> manager -> {
            throw new IllegalStateException("on purpose");
        });
        listen(DisconnectPlayers.class, message -> manager -> manager.broadcast(new NamedMessage("Green", Map.of())));
    }

    @Override
    public void open(Connection connection) {
        counters().count("green.open");
        super.open(connection);
    }

    @Override
    public void close(Connection connection) {
        counters().count("green.close");
        super.close(connection);
    }

    @Override
    public void receive(Connection from, Envelope<?> envelope) throws Exception {
        counters().count("green.receive");
        super.receive(from, envelope);
    }

    @Override
    public void error(Connection from, Envelope<?> envelope, Throwable failure) {
        counters().count("green.error");
        super.error(from, envelope, failure);
    }

    @Override
    public void send(Connection to, ServerMessage message) {
        counters().count("green.send." + message.messageName());
        super.send(to, message);
    }

    @Override
    public void send(Audience audience, ServerMessage message) {
        counters().count("green.send");
        super.send(audience, message);
    }

    @Override
    public void broadcast(ServerMessage message) {
        counters().count("green.broadcast");
        super.broadcast(message);
    }

    @Override
    public void end(Connection connection, Disconnect reason) {
        counters().count("green.end");
        super.end(connection, reason);
    }
}
