package com.artisansdk.server.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.artisansdk.server.connection.Disconnect;
import com.artisansdk.server.connection.View;
import com.artisansdk.server.message.server.UpdateConnections;
import com.artisansdk.server.testing.Client;
import com.artisansdk.server.testing.LookUpEncoder.Said;
import com.artisansdk.server.testing.SmallServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RosterTest {

    private static final Duration INTERVAL = Duration.ofMillis(100);

    private final SmallServer server = SmallServer.started();

    @Test
    void theFirstChangeIsShownToEverybodyAtOnce() {
        Client alice = server.open();

        assertThat(rosters(alice)).hasSize(1);
    }

    @Test
    void aChangeAfterAQuietWhileIsShownAtOnce() {
        Client alice = server.open();
        server.pass(INTERVAL);
        alice.forget();
        Client bob = server.open();

        assertThat(rosters(alice)).hasSize(1);
        assertThat(rosters(bob)).hasSize(1);
    }

    @Test
    void changesWithinTheIntervalAreShownTogetherAtItsEnd() {
        Client alice = server.open();
        alice.forget();
        Client bob = server.open();
        Client carol = server.open();
        server.close(carol);

        assertThat(rosters(alice)).isEmpty();
        server.pass(INTERVAL.minusMillis(1));
        assertThat(rosters(alice)).isEmpty();
        server.pass(Duration.ofMillis(1));
        assertThat(rosters(alice)).hasSize(1);
        assertThat(rosters(alice).get(0).connections().keySet()).containsExactly(alice.id(), bob.id());
    }

    @Test
    void whoOpensWithinTheIntervalSeesItsOwnRosterAtOnce() {
        server.open();
        Client bob = server.open();

        assertThat(bob.heardNames()).containsExactly("ConnectionEstablished", "UpdateConnections");
        assertThat(rosters(bob).get(0).connections()).containsKey(bob.id());
    }

    @Test
    void whoJoinsWithinTheIntervalSeesItsOwnRosterAtOnce() {
        Client alice = server.open();
        alice.forget();
        server.onLoop(() -> server.manager().register(alice.connection(), "player", "Alice", "alice@example.com"));

        assertThat(alice.heardNames()).containsExactly("ConnectionRegistered", "UpdateConnections");
        assertThat(rosters(alice).get(0).connections().get(alice.id())).containsEntry("name", "Alice");
    }

    @Test
    void whoComesInAStormIsShownTheSameListing() {
        server.with(listingTwo());
        server.open();
        server.open();
        Client third = server.open();
        Client fourth = server.open();

        assertThat(rosters(fourth).get(0).connections())
                .isSameAs(rosters(third).get(0).connections());
        assertThat(rosters(fourth).get(0).total()).isEqualTo(4);
    }

    /** Whatever changes, the next roster shows it, though nobody asked for one. */
    @Test
    void aListingIsNotShownAgainOnceAnythingHasChanged() {
        server.with(listingTwo());
        Client alice = server.open();
        Client bob = server.open();
        List<SmallServer.Step> changes = List.of(
                () -> alice.connection().become("winner"),
                () -> alice.connection().identify("Ada", "ada@example.com"),
                () -> alice.connection().attribute("mood", "gay", View.PUBLIC),
                () -> alice.connection().removeAttribute("mood"),
                () -> server.manager().close(bob.connection()));
        for (SmallServer.Step change : changes) {
            Client before = server.open();
            server.onLoop(change);
            Client after = server.open();

            assertThat(rosters(after).get(0).connections())
                    .isNotEqualTo(rosters(before).get(0).connections());
        }
    }

    private static Policy listingTwo() {
        Policy usual = Policy.DEFAULT;
        return new Policy(
                usual.maxConnections(),
                usual.everyoneSeesDetails(),
                usual.rosterInterval(),
                2,
                usual.rosterBandwidth(),
                usual.restart(),
                usual.drain(),
                usual.drainAt());
    }

    @Test
    void atMostOneIsShownInAnInterval() {
        Client alice = server.open();
        server.pass(INTERVAL);
        alice.forget();
        for (int i = 0; i < 100; i++) {
            server.close(server.open());
            server.pass(Duration.ofMillis(10));
        }

        assertThat(rosters(alice)).hasSize(11);
    }

    @Test
    void nothingIsShownWhenNothingHasChanged() {
        Client alice = server.open();
        alice.forget();
        server.pass(Duration.ofSeconds(10));

        assertThat(rosters(alice)).isEmpty();
    }

    @Test
    void anIntervalOfZeroIsOneFrameForEachChange() {
        server.with(policy(Duration.ZERO, 100, 1, false));
        Client alice = server.open();
        server.open();
        server.close(server.open());

        assertThat(rosters(alice)).hasSize(4);
    }

    @Test
    void aRosterThatTakesLongToSendMakesThePauseLonger() {
        server.with(policy(INTERVAL, 100, 1_000, false));
        server.encoder().padBy(1_480);
        Client alice = server.open();
        int bytes = bytesOfRosters(alice);
        alice.forget();
        server.open();
        Duration transfer = Duration.ofMillis(bytes);

        assertThat(transfer).isGreaterThan(INTERVAL.multipliedBy(4));
        server.pass(transfer.minusMillis(1));
        assertThat(rosters(alice)).isEmpty();
        server.pass(Duration.ofMillis(1));
        assertThat(rosters(alice)).hasSize(1);
    }

    @Test
    void theBandwidthIsThatOfAllClientsTogether() {
        server.with(policy(INTERVAL, 100, 10_000, false));
        server.encoder().padBy(1_000);
        List<Client> clients = Stream.generate(server::open).limit(10).toList();
        server.pass(Duration.ofSeconds(20));
        clients.forEach(Client::forget);
        for (int i = 0; i < 1_000; i++) {
            server.onLoop(() -> server.manager().roster().changed());
            server.pass(Duration.ofMillis(10));
        }

        int bytes = clients.stream().mapToInt(RosterTest::bytesOfRosters).sum();
        assertThat(bytes).isBetween(80_000, 120_000);
    }

    /** A thousand short frames cost the server as much time as a thousand longer ones. */
    @Test
    void aShortRosterCountsAsAThousandBytes() {
        server.with(policy(INTERVAL, 1, 10_000, false));
        List<Client> clients = Stream.generate(server::open).limit(10).toList();
        server.pass(Duration.ofSeconds(20));
        Client first = clients.get(0);
        first.forget();
        for (int i = 0; i < 1_000; i++) {
            server.onLoop(() -> server.manager().roster().changed());
            server.pass(Duration.ofMillis(10));
        }

        assertThat(rosters(first)).hasSizeBetween(9, 11);
    }

    @Test
    void aFrameListsTheFirstSoManyConnectionsAndTheTrueTotal() {
        server.with(policy(Duration.ZERO, 2, 10_000_000, false));
        Client alice = server.open();
        Client bob = server.open();
        server.open();
        UpdateConnections last = last(rosters(alice));

        assertThat(last.connections().keySet()).containsExactly(alice.id(), bob.id());
        assertThat(last.total()).isEqualTo(3);
    }

    @Test
    void aLimitOfZeroListsNobodyAndStillCounts() {
        server.with(policy(Duration.ZERO, 0, 10_000_000, false));
        Client alice = server.open();

        assertThat(last(rosters(alice))).isEqualTo(new UpdateConnections(Map.of(), 1));
    }

    @Test
    void adminsSeeTheFullViewAndAllOthersThePublicOne() {
        Client alice = server.open();
        Client admin = server.open();
        server.makeAdmin(admin);
        settle(alice, admin);
        server.onLoop(() -> server.manager().roster().changed());

        assertThat(last(rosters(alice)).connections())
                .isEqualTo(pictures(View.PUBLIC, alice, admin))
                .isNotEqualTo(pictures(View.FULL, alice, admin));
        assertThat(last(rosters(admin)).connections()).isEqualTo(pictures(View.FULL, alice, admin));
    }

    @Test
    void whoeverHearsOneRosterHearsTheSameIdAndTimestamp() {
        Client alice = server.open();
        Client admin = server.open();
        server.makeAdmin(admin);
        settle(alice, admin);
        server.onLoop(() -> server.manager().roster().changed());
        Said toAlice = last(alice.heard());
        Said toAdmin = last(admin.heard());

        assertThat(toAdmin.id()).isEqualTo(toAlice.id());
        assertThat(toAdmin.timestamp()).isEqualTo(toAlice.timestamp());
    }

    @Test
    void oneRosterIsEncodedOnceForEachView() {
        Stream.generate(server::open).limit(20).forEach(client -> {});
        server.makeAdmin(server.open());
        server.makeAdmin(server.open());
        settle();
        int before = server.encoder().encoded();
        server.onLoop(() -> server.manager().roster().changed());

        assertThat(server.encoder().encoded() - before).isEqualTo(2);
    }

    @Test
    void everybodySeesEverythingWhenTheSettingSaysSo() {
        server.with(policy(Duration.ZERO, 100, 10_000_000, true));
        Client alice = server.open();
        Client bob = server.open();

        assertThat(last(rosters(alice)).connections()).isEqualTo(pictures(View.FULL, alice, bob));
    }

    @Test
    void whoIsShownItsOwnRosterSeesWhatItMay() {
        Client alice = server.open();
        Client admin = server.open();
        server.makeAdmin(admin);
        alice.forget();
        admin.forget();
        server.onLoop(() -> {
            server.manager().roster().show(alice.connection());
            server.manager().roster().show(admin.connection());
        });

        assertThat(last(rosters(alice)).connections()).isEqualTo(pictures(View.PUBLIC, alice, admin));
        assertThat(last(rosters(admin)).connections()).isEqualTo(pictures(View.FULL, alice, admin));
    }

    @Test
    void aRosterThatACommandSendsIsNotDelayedAndKeepsItsPlace() {
        Client alice = server.open();
        alice.forget();
        server.run(manager -> {
            manager.notifications().send(alice.connection(), new UUID(9, 9));
            manager.roster().broadcast();
            manager.notifications().dismiss(alice.connection());
        });

        assertThat(alice.heardNames())
                .containsExactly("UpdateNotifications", "UpdateConnections", "UpdateNotifications");
    }

    @Test
    void aRosterSentByACommandStandsForThoseThatWereWaiting() {
        Client alice = server.open();
        server.open();
        server.run(manager -> manager.roster().broadcast());
        alice.forget();
        server.pass(Duration.ofSeconds(1));

        assertThat(rosters(alice)).isEmpty();
    }

    @Test
    void stoppingCancelsWhatWasToBeShown() {
        Client alice = server.open();
        server.open();
        alice.forget();
        server.onLoop(() -> server.manager().stop(Disconnect.GOING_AWAY));
        server.pass(Duration.ofSeconds(1));

        assertThat(rosters(alice)).isEmpty();
    }

    @Test
    void whatFollowsARestartIsShownToThoseOfTheNewBootAlone() {
        Client old = server.open();
        server.open();
        old.forget();
        server.onLoop(() -> server.manager().restart());
        Client fresh = server.open();
        server.pass(Duration.ofSeconds(1));

        assertThat(old.heard()).isEmpty();
        assertThat(rosters(fresh)).hasSize(1);
        assertThat(rosters(fresh).get(0).total()).isEqualTo(1);
    }

    /** Lets all that waits be shown and forgotten, and the pause after it pass. */
    private void settle(Client... forgetful) {
        server.pass(Duration.ofSeconds(1));
        Stream.of(forgetful).forEach(Client::forget);
    }

    private static Policy policy(Duration interval, int limit, long bandwidth, boolean everyone) {
        return new Policy(100, everyone, interval, limit, bandwidth, true, Duration.ZERO, Optional.empty());
    }

    private static List<UpdateConnections> rosters(Client client) {
        return client.heard(UpdateConnections.class);
    }

    private static int bytesOfRosters(Client client) {
        return client.wire().frames().stream()
                .filter(frame -> frame.text().startsWith("UpdateConnections"))
                .mapToInt(frame -> frame.bytes())
                .sum();
    }

    private static <T> T last(List<T> all) {
        return all.get(all.size() - 1);
    }

    private static Map<UUID, Map<String, Object>> pictures(View view, Client... clients) {
        return Stream.of(clients).collect(Collectors.toMap(Client::id, client -> view.of(client.connection())));
    }
}
