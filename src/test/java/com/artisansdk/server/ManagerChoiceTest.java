package com.artisansdk.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.artisansdk.server.kernel.Manager;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which manager boots, of those that lie in the archive. */
class ManagerChoiceTest {

    static class Shop extends Manager {}

    static class Lottery extends Manager {}

    static class BetterShop extends Shop {}

    @Test
    void theServersOwnIfThereIsNoOther() {
        assertThat(choose("")).isEqualTo(Manager.class);
    }

    @Test
    void theOnlySubclass() {
        assertThat(choose("", Shop.class)).isEqualTo(Shop.class);
    }

    @Test
    void theMostSpecialOfALine() {
        assertThat(choose("", BetterShop.class, Shop.class)).isEqualTo(BetterShop.class);
        assertThat(choose("", Shop.class, BetterShop.class)).isEqualTo(BetterShop.class);
    }

    @Test
    void severalWithoutASettingAreNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> choose("", Shop.class, Lottery.class))
                .withMessageContaining("[" + Lottery.class.getName() + ", " + Shop.class.getName() + "]")
                .withMessageContaining("set server.manager");
    }

    @Test
    void theOneThatTheSettingNames() {
        assertThat(choose(Shop.class.getName(), Shop.class, Lottery.class)).isEqualTo(Shop.class);
        assertThat(choose(Shop.class.getName(), Shop.class, BetterShop.class))
                .as("even if there is a more special one")
                .isEqualTo(Shop.class);
    }

    @Test
    void aSettingThatNamesNobodyIsToldWhomItMayName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> choose("Shopp", Shop.class))
                .withMessageContaining("server.manager must name one of [" + Shop.class.getName() + "], was Shopp");
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    private static Class<? extends Manager> choose(String setting, Class<? extends Manager>... subclasses) {
        return ManagerExtension.choose(
                List.of(subclasses), setting.isEmpty() ? Optional.empty() : Optional.of(setting));
    }
}
