package com.artisansdk.server.security;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.auth.login.FailedLoginException;
import javax.security.auth.login.LoginException;
import javax.security.auth.spi.LoginModule;
import org.jspecify.annotations.Nullable;

/** Compares the password with the option {@code key}, in a time that tells nothing of either. */
public final class KeyLoginModule implements LoginModule {

    /** The option that holds the key. */
    public static final String KEY = "key";

    private @Nullable CallbackHandler handler;
    private @Nullable Object key;

    @Override
    public void initialize(
            Subject subject, CallbackHandler callbackHandler, Map<String, ?> sharedState, Map<String, ?> options) {
        handler = callbackHandler;
        key = options.get(KEY);
    }

    @Override
    public boolean login() throws LoginException {
        if (key == null || handler == null) {
            throw new LoginException("the option " + KEY + " is missing");
        }
        PasswordCallback password = new PasswordCallback("Password", false);
        try {
            handler.handle(new Callback[] {password});
        } catch (IOException | UnsupportedCallbackException failed) {
            throw (LoginException) new LoginException("the password cannot be asked for").initCause(failed);
        }
        char[] given = Objects.requireNonNullElse(password.getPassword(), new char[0]);
        password.clearPassword();
        boolean equal = MessageDigest.isEqual(digest(new String(given)), digest(key.toString()));
        Arrays.fill(given, ' ');
        if (!equal) {
            throw new FailedLoginException("wrong password");
        }
        return true;
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

    /** Of one length for all, so that not even the key's length shows. */
    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
