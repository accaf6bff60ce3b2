package com.artisansdk.server.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.util.Map;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.auth.login.FailedLoginException;
import javax.security.auth.login.LoginException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyLoginModuleTest {

    @ParameterizedTest
    @ValueSource(strings = {"secret", "s", "ключ 😀", " with spaces "})
    void theKeyItselfIsRight(String key) throws LoginException {
        assertThat(module(key, answering(key)).login()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Secret", "secret ", "secre", "secrets", "\u0000"})
    void anythingElseIsWrong(String password) {
        assertThatExceptionOfType(FailedLoginException.class)
                .isThrownBy(module("secret", answering(password))::login)
                .withMessage("wrong password");
    }

    @Test
    void noPasswordAtAllIsWrong() {
        assertThatExceptionOfType(FailedLoginException.class).isThrownBy(module("secret", callbacks -> {})::login);
    }

    @Test
    void withoutAKeyNobodyIsRight() {
        KeyLoginModule module = new KeyLoginModule();
        module.initialize(new Subject(), answering(""), Map.of(), Map.of());

        assertThatExceptionOfType(LoginException.class)
                .isThrownBy(module::login)
                .withMessage("the option key is missing");
    }

    @Test
    void aPasswordThatCannotBeAskedForIsNoneAndSaysWhy() {
        CallbackHandler mute = callbacks -> {
            throw new UnsupportedCallbackException(callbacks[0]);
        };
        CallbackHandler broken = callbacks -> {
            throw new IOException("gone");
        };

        assertThatExceptionOfType(LoginException.class)
                .isThrownBy(module("secret", mute)::login)
                .withCauseInstanceOf(UnsupportedCallbackException.class);
        assertThatExceptionOfType(LoginException.class)
                .isThrownBy(module("secret", broken)::login)
                .withCauseInstanceOf(IOException.class);
    }

    private static KeyLoginModule module(String key, CallbackHandler handler) {
        KeyLoginModule module = new KeyLoginModule();
        module.initialize(new Subject(), handler, Map.of(), Map.of(KeyLoginModule.KEY, key));
        return module;
    }

    private static CallbackHandler answering(String password) {
        return callbacks -> {
            for (Callback callback : callbacks) {
                ((PasswordCallback) callback).setPassword(password.toCharArray());
            }
        };
    }
}
