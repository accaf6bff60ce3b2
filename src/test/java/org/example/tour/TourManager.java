package org.example.tour;

import com.artisansdk.server.connection.Connection;
import com.artisansdk.server.connection.View;
import com.artisansdk.server.kernel.Admission;
import com.artisansdk.server.kernel.Audience;
import com.artisansdk.server.kernel.ChildProcess;
import com.artisansdk.server.kernel.Rejection;
import com.artisansdk.server.kernel.RestartPolicy;
import com.artisansdk.server.kernel.Timer;
import com.artisansdk.server.kernel.TopicRule;
import com.artisansdk.server.message.Envelope;
import com.artisansdk.server.timer.AutoRestartServer;
import com.artisansdk.server.timer.CurrentUptime;
import com.artisansdk.server.topic.Topic;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Specializes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.config.ConfigProvider;
import org.example.chat.ChatListener;
import org.example.chat.ChatManager;
import org.example.chat.Said;
import org.example.chat.Say;
import org.example.chat.SayCommand;
import org.example.tour.Messages.Forget;
import org.example.tour.Messages.Hush;
import org.example.tour.Messages.JoinAsPlayer;
import org.example.tour.Messages.LastCall;
import org.example.tour.Messages.Present;
import org.example.tour.Messages.Remind;
import org.example.tour.Messages.SetMood;
import org.example.tour.Messages.TakeTheFloor;
import org.example.tour.Messages.Talk;
import org.example.tour.Messages.Whisper;
import org.example.tour.Messages.WhoIsIn;

/** The chat, with one of everything that docs/extending.md shows. */
@ApplicationScoped
@Specializes
public class TourManager extends ChatManager {

    private static final TopicRule PLAYERS = request ->
            request.type().equals(Connection.PLAYER) ? Admission.granted() : Admission.denied("Join as player first.");

    @Inject
    private Translator translator;

    @Inject
    private Members members;

    @Inject
    private Moderation moderation;

    @Override
    protected void boot() {
        super.boot();
        listener(new TranslationListener(translator));
        listener(new ModerationListener(moderation));
        whispers();
        clocks();
        later();
        rooms();
        connectionsOfOurOwn();
        ConfigProvider.getConfig().getOptionalValue("tour.log", String.class).ifPresent(this::follow);
    }

    private void whispers() {
        hear(Whisper.class, whispered -> manager -> {
            Whisper whisper = whispered.message();
            if (manager.connections().find(whisper.to()).isEmpty()) {
                throw Rejection.notFound("connection", whisper.to());
            }
            manager.send(Audience.connection(whisper.to()), new Said("Somebody", whisper.text()));
        });
        listen(Hush.class, message -> manager -> manager.listeners().silence(Say.class));
        listen(Talk.class, message -> manager -> manager.listener(new ChatListener()));
    }

    private void clocks() {
        every(Duration.ofMinutes(10), new SayCommand("The server", "Be kind to each other."));
        timer(new CurrentUptime());
        timer(new AutoRestartServer(Duration.ofDays(1)));

        Timer lastCall = timer(new Timer(Duration.ofMillis(200), new SayCommand("The server", "Last call."))
                .manual()
                .timeout(Duration.ofSeconds(1)));
        listen(LastCall.class, message -> manager -> lastCall.start());
    }

    private void later() {
        listen(
                Remind.class,
                message ->
                        manager -> manager.delay(Duration.ofMillis(200), new SayCommand("The server", message.text())));
        listen(Forget.class, message -> manager -> manager.abort(new SayCommand("The server", message.text())));
    }

    private void rooms() {
        topics().register("news");
        topics().register("alerts", TopicRule.ADMINS);
        topics().register("players", PLAYERS);
        topics().register("members", TopicRule.slow(members::admit));
        topics().open(name -> name.startsWith("room-"), TopicRule.ANYONE);

        listen(WhoIsIn.class, asked -> manager -> {
            Topic topic =
                    manager.topics().find(asked.topic()).orElseThrow(() -> Rejection.notFound("topic", asked.topic()));
            List<String> people = manager.topics().members(topic.uuid()).stream()
                    .map(membership -> membership.kept().orElse("somebody").toString())
                    .toList();
            manager.send(Audience.topic(topic), new Present(people));
        });
    }

    /** Tells the news of each error that is written to a log. */
    private void follow(String log) {
        ChildProcess errors = process(List.of("grep", "--line-buffered", "ERROR"))
                .onLine(line -> next(new PublishCommand("news", line)));
        ChildProcess tail = process(List.of("tail", "-n", "0", "-F", log)).restart(RestartPolicy.ON_FAILURE);
        tail.pipe(errors);
        try {
            errors.start();
            tail.start();
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    private void connectionsOfOurOwn() {
        hear(SetMood.class, told -> manager -> {
            told.connection().attribute("mood", told.message().mood(), View.PUBLIC);
            told.connection().attribute("mood_since", manager.now().getEpochSecond(), View.FULL);
            manager.roster().changed();
        });
        hear(TakeTheFloor.class, asked -> manager -> {
            asked.connection().become("speaker");
            manager.roster().changed();
            manager.send(Audience.type("speaker"), new Said("The server", "The floor is yours."));
        });
        hear(
                JoinAsPlayer.class,
                joined -> manager -> manager.register(
                        joined.connection(), Connection.PLAYER, joined.message().nickname(), "Not Available"));
    }

    @Override
    public void close(Connection connection) {
        super.close(connection);
        connection.name().ifPresent(name -> broadcast(new Said("The server", name + " has left.")));
    }

    @Override
    public void receive(Connection from, Envelope<?> envelope) throws Exception {
        counters().count("tour.said");
        super.receive(from, envelope);
    }
}
