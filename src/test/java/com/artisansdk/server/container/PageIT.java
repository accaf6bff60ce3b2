package com.artisansdk.server.container;

import static org.assertj.core.api.Assertions.assertThat;

import com.artisansdk.server.contract.Stage;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The page as a person with two tabs uses it: a real browser, on the server in its container. */
@ExtendWith(ArquillianExtension.class)
class PageIT {

    private static final String ADDRESS = "http://" + ContainerStage.HOST + "/server/";
    private static final int PATIENCE_MS = 20_000;

    private static Chromium chromium;

    private final ContainerStage stage = new ContainerStage();
    private final List<Tab> tabs = new ArrayList<>();
    private BrowserContext window;

    /** While the tabs are still open: what they look like says more than the exception. */
    @RegisterExtension
    final AfterTestExecutionCallback photographer = test -> test.getExecutionException()
            .ifPresent(failure -> photograph(test.getRequiredTestMethod().getName()));

    @Deployment(name = "server", order = 1, testable = false)
    static WebArchive server() {
        Map<String, String> settings = new TreeMap<>(Archives.contract());
        settings.remove("server.roster.interval");
        return Archives.server(settings);
    }

    @Deployment(name = "sender", order = 2, testable = false)
    static WebArchive sender() {
        return Archives.sender();
    }

    @BeforeAll
    static void starts() {
        chromium = new Chromium();
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MS);
    }

    @AfterAll
    static void ends() {
        chromium.close();
    }

    @BeforeEach
    void opensAWindow() {
        window = windowOf(1280, 900);
    }

    @AfterEach
    void closesEverything() {
        List<String> complaints =
                tabs.stream().flatMap(tab -> tab.complaints().stream()).toList();
        window.close();
        stage.clear();
        assertThat(complaints).isEmpty();
    }

    @Test
    void twoTabsJoinAndSeeEachOther() {
        Tab alice = opens();
        Tab bob = opens();

        alice.joinsAs("player", "Alice", "Liddell");
        bob.joinsAs("spectator", "Bob", "");

        alice.seesThere("Alice Liddell", "Bob");
        alice.seesItselfAs("Alice Liddell", "player");
        alice.seesType("Bob", "spectator");
        bob.seesThere("Alice Liddell", "Bob");
        bob.seesItselfAs("Bob", "spectator");
        bob.seesType("Alice Liddell", "player");
    }

    @Test
    void aTabThatIsClosedLeavesTheRosterOfTheOther() {
        Tab alice = joins("Alice");
        Tab bob = joins("Bob");
        alice.seesThere("Alice", "Bob");

        bob.close();

        alice.seesThere("Alice");
    }

    @Test
    void aNotificationIsSeenInTheOtherTabUntilItIsDismissed() {
        Tab alice = joins("Alice");
        Tab bob = joins("Bob");

        alice.presses("Notify Bob");
        bob.seesNotifications("Alice notified you");
        alice.seesNotifications();
        alice.presses("Notify Bob");
        bob.seesNotifications("Alice notified you × 2");

        bob.presses("Dismiss all");
        bob.seesNotifications();
    }

    @Test
    void aKickAsksForTheKeyAndIsThenSentAgainByItself() {
        Tab alice = joins("Alice");
        Tab bob = joins("Bob");

        alice.presses("Kick Bob");
        alice.isAskedForTheKey("Authorization required. DisconnectAll is sent again once you are logged in.");
        alice.seesThere("Alice", "Bob");
        alice.logsIn(Stage.KEY);

        alice.isAdmin();
        alice.isNotAskedForTheKey();
        bob.isDisconnected();
        alice.seesThere("Alice");

        bob.presses("Connect");
        bob.isConnected();
        bob.seesItselfAs("Bob", "player");
        alice.seesThere("Alice", "Bob");
    }

    @Test
    void aWrongKeyIsAskedForAgainAndWhatWaitedForItStillWaits() {
        Tab alice = joins("Alice");
        Tab bob = joins("Bob");

        alice.presses("Kick Bob");
        alice.logsIn("open says me");
        alice.isAskedForTheKey("That key was not accepted. DisconnectAll is sent again once you are logged in.");
        alice.isNotAdmin();
        alice.logsIn(Stage.KEY);

        alice.isAdmin();
        bob.isDisconnected();
    }

    @Test
    void whatAnApplicationQueuesIsSeenUnderMessagesInBothTabs() {
        Tab alice = opens();
        Tab bob = opens();

        stage.queues("""
                {"job": "SendMessage", "data": {"name": "OrderPlaced",
                 "payload": {"order": 42, "note": "<b>bold</b> & ä"}, "to": {"everyone": true}}}""");

        for (Tab tab : List.of(alice, bob)) {
            tab.seesMessage("OrderPlaced", "\"order\": 42", "<b>bold</b> & ä");
        }
        alice.presses("Clear messages");
        alice.seesNoElement("[data-testid=message]");
    }

    @Test
    void everyTabComesBackToAStoppedServerUnderItsName() {
        Tab alice = joins("Alice");
        Tab bob = joins("Bob");
        alice.logsIn(Stage.KEY);
        alice.isAdmin();

        alice.presses("Stop server");

        for (Tab tab : List.of(alice, bob)) {
            tab.seesFrame("waiting", "\"code\":1012");
            tab.isConnected();
        }
        alice.seesItselfAs("Alice", "player");
        bob.seesItselfAs("Bob", "player");
        alice.isNotAdmin();
    }

    @Test
    void everyTabTriesAgainAndAgainWhileTheServerIsAwayAndIsBackAfterIt() {
        Tab alice = joins("Alice");
        Tab bob = joins("Bob");

        Management.disable("server");
        for (Tab tab : List.of(alice, bob)) {
            tab.isReconnecting();
            tab.sawAtLeast(3, "waiting");
        }
        Management.enable("server");

        alice.seesItselfAs("Alice", "player");
        bob.seesItselfAs("Bob", "player");
    }

    @Test
    void theFrameLogShowsWhatPassesAndNeverTheKey() {
        Tab alice = joins("Alice");
        alice.seesFrame("ConnectionEstablished", "\"type\":\"anonymous\"");
        alice.seesFrame("JoinAsPlayer", "\"first\":\"Alice\"");
        alice.seesFrame("ConnectionRegistered", "\"name\":\"Alice\"");
        alice.seesFrame("UpdateConnections", "\"total\":1");

        alice.logsIn(Stage.KEY);
        alice.isAdmin();

        alice.seesFrame("Authenticate", "\"password\":\"••••••••\"");
        alice.seesNowhere(Stage.KEY);
    }

    @Test
    void htmlInANameStaysText() {
        String image = "<img src=x onerror=alert(1)>";
        String script = "<script>alert(2)</script>";
        Tab mallory = opens();
        Tab alice = joins("Alice");

        mallory.joinsAs("player", image, script);
        mallory.seesItselfAs(image + " " + script, "player");
        mallory.presses("Notify Alice");

        alice.seesThere(image + " " + script, "Alice");
        alice.seesNotifications(image + " " + script + " notified you");
        for (Tab tab : List.of(mallory, alice)) {
            tab.seesNoElement("img[src=x], body script");
        }
    }

    @Test
    void nothingScrollsSidewaysOnAPhone() {
        takesAPhone();
        Tab alice = opens();
        Tab bob = joins("Bob");
        String endless = "Wolfeschlegelsteinhausenbergerdorff".repeat(4);
        alice.joinsAs("player", endless, "");
        stage.queues("""
                {"job": "SendMessage", "data": {"name": "%s", "payload": {"note": "%s"}, "to": {"everyone": true}}}""".formatted(endless, endless));
        bob.presses("Notify " + endless);
        bob.presses("Kick " + endless);

        bob.isAskedForTheKey("Authorization required. DisconnectAll is sent again once you are logged in.");
        alice.seesNotifications("Bob notified you");
        for (Tab tab : List.of(alice, bob)) {
            tab.seesThere(endless, "Bob");
            tab.seesMessage(endless, endless);
            assertThat(tab.sidewaysScroll()).isZero();
        }
    }

    @Test
    void whatTheKeyIsForIsNotHiddenBehindTheBarOnAPhone() {
        takesAPhone();
        Tab alice = opens();
        alice.scrollsToTheEnd();
        alice.presses("Stop server");
        alice.isAskedForTheKey("Authorization required. StopServer is sent again once you are logged in.");
    }

    /** With its keyboard out. */
    private void takesAPhone() {
        window.close();
        window = windowOf(390, 500);
    }

    private static BrowserContext windowOf(int width, int height) {
        return chromium.browser().newContext(new Browser.NewContextOptions().setViewportSize(width, height));
    }

    private Tab opens() {
        Tab tab = new Tab(window, ADDRESS);
        tabs.add(tab);
        return tab;
    }

    private Tab joins(String name) {
        Tab tab = opens();
        tab.joinsAs("player", name, "");
        tab.seesItselfAs(name, "player");
        return tab;
    }

    private void photograph(String test) {
        Path folder = Path.of(System.getProperty("project.directory"), "target", "screenshots");
        for (int i = 0; i < tabs.size(); i++) {
            tabs.get(i).photograph(folder.resolve(test + "-" + (i + 1) + ".png"));
        }
    }
}
