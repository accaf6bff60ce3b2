package com.artisansdk.server.container;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A browser tab with the page in it, used and looked at as by the person in front of it. What is seen is waited for. */
final class Tab {

    /** Neither scrolled away nor behind something else. */
    private static final String IN_SIGHT = """
            element => {
              const { left, top, bottom } = element.getBoundingClientRect();
              return [top + 3, bottom - 3].every((y) => element.contains(document.elementFromPoint(left + 20, y)));
            }""";

    private final Page page;
    private final List<String> complaints = new CopyOnWriteArrayList<>();

    /** Opens the page and waits until it is connected. */
    Tab(BrowserContext window, String address) {
        page = window.newPage();
        page.onConsoleMessage(this::written);
        page.onPageError(complaints::add);
        page.onDialog(dialog -> {
            complaints.add("a dialog: " + dialog.message());
            dialog.dismiss();
        });
        page.navigate(address);
        isConnected();
    }

    /** A server that is away is no error of the page's; everything else on the console is. */
    private void written(ConsoleMessage message) {
        boolean failedHandshake = message.text().startsWith("WebSocket connection to ");
        if (message.type().equals("error") && !failedHandshake) {
            complaints.add(message.text());
        }
    }

    /** Errors so far: of scripts, of policies, of anything that did not load. */
    List<String> complaints() {
        return complaints;
    }

    // What a person does

    void joinsAs(String type, String first, String last) {
        page.getByLabel("First name").fill(first);
        page.getByLabel("Last name").fill(last);
        page.getByLabel("E-mail").fill("somebody@example.org");
        presses("Join as " + type);
    }

    void presses(String button) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(button).setExact(true))
                .click();
    }

    void logsIn(String key) {
        page.getByLabel("Admin key").fill(key);
        presses("Log in");
    }

    void scrollsToTheEnd() {
        page.evaluate("() => scrollTo(0, document.documentElement.scrollHeight)");
    }

    void close() {
        page.close();
    }

    // What a person sees

    void isConnected() {
        assertThat(status()).containsText("Connected");
    }

    void isDisconnected() {
        assertThat(status()).containsText("You were disconnected");
    }

    void isReconnecting() {
        assertThat(status()).containsText("Reconnecting");
    }

    void isAdmin() {
        assertThat(page.getByTestId("admin-badge")).isVisible();
    }

    void isNotAdmin() {
        assertThat(page.getByTestId("admin-badge")).isHidden();
    }

    /** These and nobody else are in the roster, in order of coming. */
    void seesThere(String... names) {
        assertThat(page.getByTestId("roster-row").locator(".name")).hasText(names);
        assertThat(page.getByTestId("roster-total")).hasText(names.length + " here");
    }

    void seesType(String name, String type) {
        assertThat(person(name).locator(".chip")).hasText(type);
    }

    void seesItselfAs(String name, String type) {
        assertThat(page.getByTestId("own-name")).hasText(name);
        assertThat(page.getByTestId("own-type")).hasText(type);
        assertThat(person(name).getByText("You", new Locator.GetByTextOptions().setExact(true)))
                .isVisible();
    }

    void seesNotifications(String... texts) {
        assertThat(page.getByTestId("notification").locator(".who")).hasText(texts);
        assertThat(page).hasTitle(texts.length == 0 ? "Realtime server" : "(" + texts.length + ") Realtime server");
    }

    void seesMessage(String name, String... parts) {
        Locator message = page.getByTestId("message")
                .filter(new Locator.FilterOptions().setHasText(name))
                .first();
        for (String part : parts) {
            assertThat(message).containsText(part);
        }
    }

    void isAskedForTheKey(String text) {
        Locator prompt = page.getByTestId("prompt");
        assertThat(prompt).hasText(text);
        assertThat(page.getByLabel("Admin key")).isFocused();
        page.waitForFunction(IN_SIGHT, prompt.elementHandle());
    }

    void isNotAskedForTheKey() {
        assertThat(page.getByLabel("Admin key")).isHidden();
        assertThat(page.getByTestId("prompt")).hasText("");
    }

    /** The newest line of the frame log with this name: shows that text, and all of it when folded out. */
    void seesFrame(String name, String shown) {
        Locator frame = frames(name).first();
        assertThat(frame.locator("summary")).containsText(shown);
        frame.locator("summary").click();
        assertThat(frame.locator("pre")).containsText("\n");
        frame.locator("summary").click();
    }

    void sawAtLeast(int times, String frame) {
        assertThat(frames(frame).nth(times - 1)).isAttached();
    }

    void seesNowhere(String text) {
        assertThat(page.locator("html")).not().containsText(text);
    }

    void seesNoElement(String selector) {
        assertThat(page.locator(selector)).hasCount(0);
    }

    /** How far, in pixels, the page can be moved sideways. */
    int sidewaysScroll() {
        return (int) page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
    }

    void photograph(Path file) {
        page.screenshot(new Page.ScreenshotOptions().setPath(file).setFullPage(true));
    }

    private Locator status() {
        return page.getByTestId("status");
    }

    private Locator person(String name) {
        Locator exactly = page.getByText(name, new Page.GetByTextOptions().setExact(true));
        return page.getByTestId("roster-row").filter(new Locator.FilterOptions().setHas(exactly));
    }

    private Locator frames(String name) {
        return page.locator("[data-testid=frame][data-name=" + name + "]");
    }
}
