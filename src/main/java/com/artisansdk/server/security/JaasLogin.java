package com.artisansdk.server.security;

import com.artisansdk.server.connection.Connection;
import com.artisansdk.server.kernel.AdminLogin;
import com.artisansdk.server.kernel.Scheduler;
import com.artisansdk.server.kernel.Throttled;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.auth.login.AccountException;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.AppConfigurationEntry.LoginModuleControlFlag;
import javax.security.auth.login.Configuration;
import javax.security.auth.login.CredentialException;
import javax.security.auth.login.FailedLoginException;
import javax.security.auth.login.LoginContext;
import javax.security.auth.login.LoginException;
import org.jspecify.annotations.Nullable;

/**
 * Checks admin passwords by JAAS: against {@code server.key} with the server's own login configuration, or by an entry of the
 * container's. With neither there is no admin.
 */
public final class JaasLogin implements AdminLogin {

    private static final Logger LOG = System.getLogger(JaasLogin.class.getName());

    /** The user name that a login module of the container is told. */
    public static final String USER = "admin";

    /** The entry that JAAS takes when there is none of the name ({@code LoginContext}). */
    private static final String FALLBACK = "other";

    /** Where passwords are checked: a key of our own, or an entry of the container's login configuration. */
    public record Realm(Optional<String> key, Optional<String> entry) {

        /** Without the key, so that no log shows it. */
        @Override
        public String toString() {
            return entry.map(name -> "the container's entry " + name).orElse("server.key");
        }
    }

    private final Supplier<Realm> realm;
    private final LoginThrottle throttle;
    private final Executor background;
    private final Scheduler time;
    private final Throttled off = new Throttled();
    private final Throttled broken = new Throttled();

    /** A login that works on background threads, which have the application's context class loader. */
    public JaasLogin(Supplier<Realm> realm, LoginThrottle throttle, Executor background, Scheduler time) {
        this.realm = realm;
        this.throttle = throttle;
        this.background = background;
        this.time = time;
    }

    @Override
    public CompletionStage<Outcome> login(Connection connection, String password) {
        Object[] who = {connection.id(), connection.address()};
        if (!throttle.admit(who)) {
            return CompletableFuture.completedFuture(Outcome.THROTTLED);
        }
        return CompletableFuture.supplyAsync(() -> check(password), background).thenApply(outcome -> {
            if (outcome == Outcome.GRANTED) {
                throttle.forgive(who);
            }
            return outcome;
        });
    }

    private Outcome check(String password) {
        Realm now = realm.get();
        if (now.key().isEmpty() && now.entry().isEmpty()) {
            off.warn(
                    LOG,
                    time,
                    () -> "Nobody can become admin: no key is set. Set server.key (SERVER_KEY),"
                            + " or server.jaas.name to an entry of the container's login configuration.");
            return Outcome.DENIED;
        }
        try {
            context(now, new Answers(password)).login();
            return Outcome.GRANTED;
        } catch (FailedLoginException | CredentialException | AccountException wrong) {
            LOG.log(Level.DEBUG, "A login by {0} was denied: {1}", now, wrong);
            return Outcome.DENIED;
        } catch (LoginException failed) {
            if (isMissing(now)) {
                broken.warn(LOG, time, () -> missing(now));
                return Outcome.DENIED;
            }
            // A container's module may say anything when a password is wrong, so this is no accident yet; but it may be
            // one.
            broken.warn(
                    LOG,
                    time,
                    () -> "A login by " + now + " failed with " + failed
                            + ". If it was not a wrong password, check server.jaas.name.");
            return Outcome.DENIED;
        }
    }

    /** Warns if what is set now cannot let anybody in. */
    public void check() {
        Realm now = realm.get();
        if (isMissing(now)) {
            broken.warn(LOG, time, () -> missing(now));
        }
    }

    private static boolean isMissing(Realm realm) {
        return realm.entry().isPresent()
                && entries(realm.entry().get()).isEmpty()
                && entries(FALLBACK).isEmpty();
    }

    private static Optional<AppConfigurationEntry[]> entries(String name) {
        try {
            return Optional.ofNullable(Configuration.getConfiguration().getAppConfigurationEntry(name));
        } catch (SecurityException noConfiguration) {
            return Optional.empty();
        }
    }

    private static String missing(Realm realm) {
        return "Nobody can become admin: the container's login configuration (java.security.auth.login.config, "
                + System.getProperty("java.security.auth.login.config", "not set") + ") has no entry "
                + realm.entry().orElseThrow()
                + ". Set server.jaas.name to one that it has, or leave it out for server.key.";
    }

    private static LoginContext context(Realm realm, CallbackHandler answers) throws LoginException {
        if (realm.entry().isPresent()) {
            return new LoginContext(realm.entry().get(), new Subject(), answers);
        }
        return new LoginContext(
                "server",
                new Subject(),
                answers,
                new KeyConfiguration(realm.key().orElseThrow()));
    }

    /** The server's own login configuration. */
    private static final class KeyConfiguration extends Configuration {
        private final String key;

        KeyConfiguration(String key) {
            this.key = key;
        }

        @Override
        public AppConfigurationEntry[] getAppConfigurationEntry(@Nullable String name) {
            return new AppConfigurationEntry[] {
                new AppConfigurationEntry(
                        KeyLoginModule.class.getName(),
                        LoginModuleControlFlag.REQUIRED,
                        Map.of(KeyLoginModule.KEY, key))
            };
        }
    }

    private record Answers(String password) implements CallbackHandler {
        @Override
        public void handle(Callback[] callbacks) throws UnsupportedCallbackException {
            for (Callback callback : callbacks) {
                if (callback instanceof PasswordCallback asked) {
                    asked.setPassword(password.toCharArray());
                } else if (callback instanceof NameCallback asked) {
                    asked.setName(USER);
                } else {
                    throw new UnsupportedCallbackException(callback);
                }
            }
        }

        @Override
        public String toString() {
            return "Answers[password=(secret)]";
        }
    }
}
