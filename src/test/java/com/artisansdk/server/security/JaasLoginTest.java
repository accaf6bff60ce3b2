package com.artisansdk.server.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.artisansdk.server.connection.Connection;
import com.artisansdk.server.kernel.AdminLogin.Outcome;
import com.artisansdk.server.security.JaasLogin.Realm;
import com.artisansdk.server.testing.Connecting;
import com.artisansdk.server.testing.LogLines;
import com.artisansdk.server.testing.ManualScheduler;
import com.artisansdk.server.testing.SteppedExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.callback.TextInputCallback;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.AppConfigurationEntry.LoginModuleControlFlag;
import javax.security.auth.login.Configuration;
import javax.security.auth.login.FailedLoginException;
import javax.security.auth.login.LoginException;
import javax.security.auth.spi.LoginModule;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JaasLoginTest {

    private final ManualScheduler time = new ManualScheduler();
    private final SteppedExecutor background = new SteppedExecutor();
    private final Connection alice = Connecting.number(1);
    private Realm realm = new Realm(Optional.of("secret"), Optional.empty());
    private final JaasLogin login =
            new JaasLogin(() -> realm, new LoginThrottle(() -> 3, time::nanos), background, time);

    @AfterEach
    void leaveNoConfiguration() {
        Configuration.setConfiguration(null);
    }

    @Test
    void theRightPasswordIsGranted() {
        assertThat(says("secret")).isEqualTo(Outcome.GRANTED);
    }

    @Test
    void aWrongPasswordIsDeniedAndNotLogged() {
        try (LogLines log = LogLines.of(JaasLogin.class)) {
            assertThat(says("guess")).isEqualTo(Outcome.DENIED);
            assertThat(log.lines())
                    .as("but at DEBUG, and never the password")
                    .noneMatch(line -> line.contains("guess"));
        }
    }

    @Test
    void nothingIsCheckedOnTheCallersThread() {
        CompletableFuture<Outcome> outcome = login.login(alice, "secret").toCompletableFuture();

        assertThat(outcome).isNotDone();
        background.runAll();
        assertThat(outcome).isCompletedWithValue(Outcome.GRANTED);
    }

    @Test
    void withoutAKeyNobodyIsAdminAndTheLogSaysHowToTurnItOnOnce() {
        realm = new Realm(Optional.empty(), Optional.empty());
        try (LogLines log = LogLines.of(JaasLogin.class)) {
            assertThat(says("")).isEqualTo(Outcome.DENIED);
            assertThat(says("secret")).isEqualTo(Outcome.DENIED);
            assertThat(log.lines()).hasSize(1).first().asString().contains("Set server.key (SERVER_KEY)");
        }
    }

    @Test
    void tooManyWrongPasswordsAreThrottledEvenTheRightOneAfterThem() {
        says("one");
        says("two");
        says("three");

        assertThat(says("secret")).isEqualTo(Outcome.THROTTLED);
        assertThat(background.waiting()).isZero();
    }

    @Test
    void rightPasswordsAreNotCounted() {
        for (int i = 0; i < 10; i++) {
            assertThat(says("secret")).isEqualTo(Outcome.GRANTED);
        }
    }

    @Test
    void manyTriesUnderWayAtOnceAreThrottledBeforeTheFirstIsAnswered() {
        for (int i = 0; i < 3; i++) {
            assertThat(login.login(alice, "guess").toCompletableFuture()).isNotDone();
        }

        assertThat(login.login(alice, "guess").toCompletableFuture()).isCompletedWithValue(Outcome.THROTTLED);
    }

    @Test
    void aChangedKeyCountsAtOnce() {
        realm = new Realm(Optional.of("other"), Optional.empty());

        assertThat(says("secret")).isEqualTo(Outcome.DENIED);
        assertThat(says("other")).isEqualTo(Outcome.GRANTED);
    }

    @Test
    void anEntryOfTheContainersConfigurationDecidesInsteadOfTheKey() {
        container("admins", ContainerModule.class);
        realm = new Realm(Optional.of("secret"), Optional.of("admins"));

        assertThat(says("from the directory")).isEqualTo(Outcome.GRANTED);
        assertThat(says("secret")).isEqualTo(Outcome.DENIED);
    }

    @Test
    void anEntryThatIsNotThereDeniesAndTheLogNamesIt() {
        container("others", ContainerModule.class);
        realm = new Realm(Optional.empty(), Optional.of("admins"));
        try (LogLines log = LogLines.of(JaasLogin.class)) {
            assertThat(says("from the directory")).isEqualTo(Outcome.DENIED);
            assertThat(log.lines())
                    .hasSize(1)
                    .first()
                    .asString()
                    .contains("has no entry admins")
                    .contains("server.jaas.name");
        }
    }

    @Test
    void anEntryThatIsNotThereIsToldAtTheStartAndOneThatIsThereIsNot() {
        container("admins", ContainerModule.class);
        try (LogLines log = LogLines.of(JaasLogin.class)) {
            realm = new Realm(Optional.empty(), Optional.of("admins"));
            login.check();
            assertThat(log.lines()).isEmpty();

            realm = new Realm(Optional.of("secret"), Optional.of("admin"));
            login.check();
            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .contains("has no entry admin.")
                    .doesNotContain("secret");
        }
    }

    @Test
    void theEntryOfJaasForAllOthersIsAsGood() {
        container("other", ContainerModule.class);
        realm = new Realm(Optional.empty(), Optional.of("admins"));

        assertThat(says("from the directory")).isEqualTo(Outcome.GRANTED);
    }

    @Test
    void aContainerWithoutAnyLoginConfigurationDeniesToo() {
        Configuration.setConfiguration(null);
        realm = new Realm(Optional.empty(), Optional.of("admins"));
        try (LogLines log = LogLines.of(JaasLogin.class)) {
            assertThat(says("anything")).isEqualTo(Outcome.DENIED);
            assertThat(log.lines()).hasSize(1).first().asString().contains("server.jaas.name");
        }
    }

    @Test
    void aModuleThatBreaksDeniesAndIsLoggedOnceWithoutThePassword() {
        container("admins", BreakingModule.class);
        realm = new Realm(Optional.of("secret"), Optional.of("admins"));
        try (LogLines log = LogLines.of(JaasLogin.class)) {
            assertThat(says("hush-hush")).isEqualTo(Outcome.DENIED);
            assertThat(says("hush-hush")).isEqualTo(Outcome.DENIED);
            assertThat(log.lines()).hasSize(1).first().asString().doesNotContain("hush-hush", "secret");
        }
    }

    @Test
    void aModuleThatAsksForMoreThanNameAndPasswordDenies() {
        container("admins", CuriousModule.class);
        realm = new Realm(Optional.empty(), Optional.of("admins"));
        try (LogLines log = LogLines.of(JaasLogin.class)) {
            assertThat(says("anything")).isEqualTo(Outcome.DENIED);
            assertThat(log.lines()).hasSize(1);
        }
    }

    @Test
    void noTextThatCouldBeLoggedHoldsTheKey() {
        assertThat(realm.toString()).isEqualTo("server.key");
    }

    private Outcome says(String password) {
        CompletableFuture<Outcome> outcome = login.login(alice, password).toCompletableFuture();
        background.runAll();
        return outcome.join();
    }

    private static void container(String entry, Class<? extends LoginModule> module) {
        Configuration.setConfiguration(new Configuration() {
            @Override
            public AppConfigurationEntry @Nullable [] getAppConfigurationEntry(String name) {
                return !name.equals(entry)
                        ? null
                        : new AppConfigurationEntry[] {
                            new AppConfigurationEntry(module.getName(), LoginModuleControlFlag.REQUIRED, Map.of())
                        };
            }
        });
    }

    /** A login module as a container brings it: it knows users, not keys. */
    public static class ContainerModule implements LoginModule {
        private @Nullable CallbackHandler handler;

        /** For JAAS, which makes the instance. */
        public ContainerModule() {}

        @Override
        public void initialize(Subject subject, CallbackHandler asking, Map<String, ?> shared, Map<String, ?> options) {
            handler = asking;
        }

        @Override
        public boolean login() throws LoginException {
            List<Callback> asked = new ArrayList<>(List.of(new NameCallback("User")));
            PasswordCallback password = new PasswordCallback("Password", false);
            asked.add(password);
            more(asked);
            try {
                if (handler != null) {
                    handler.handle(asked.toArray(Callback[]::new));
                }
            } catch (java.io.IOException | javax.security.auth.callback.UnsupportedCallbackException failed) {
                throw (LoginException) new LoginException("cannot ask").initCause(failed);
            }
            String user = ((NameCallback) asked.get(0)).getName();
            check(user, new String(password.getPassword()));
            return true;
        }

        void more(List<Callback> asked) {}

        void check(String user, String password) throws LoginException {
            if (!user.equals(JaasLogin.USER) || !password.equals("from the directory")) {
                throw new FailedLoginException();
            }
        }

        @Override
        public boolean commit() {
            return true;
        }

        @Override
        public boolean abort() {
            return true;
        }

        @Override
        public boolean logout() {
            return true;
        }
    }

    /** One whose directory is away. */
    public static final class BreakingModule extends ContainerModule {

        /** For JAAS, which makes the instance. */
        public BreakingModule() {}

        @Override
        void check(String user, String password) {
            throw new IllegalStateException("the directory is away");
        }
    }

    /** One that wants to know more than it will be told. */
    public static final class CuriousModule extends ContainerModule {

        /** For JAAS, which makes the instance. */
        public CuriousModule() {}

        @Override
        void more(List<Callback> asked) {
            asked.add(new TextInputCallback("Second factor"));
        }
    }
}
