package com.artisansdk.server.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.artisansdk.server.connection.Connection;
import com.artisansdk.server.connection.Connections;
import com.artisansdk.server.connection.View;
import com.artisansdk.server.testing.Connecting;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AudiencesTest {

    private final Connections connections = new Connections();
    private final Connection anonymous = Connecting.number(1);
    private final Connection player = Connecting.number(2);
    private final Connection spectator = Connecting.number(3);
    private final Connection admin = Connecting.number(4);

    @BeforeEach
    void everybodyIsHere() {
        player.become(Connection.PLAYER);
        spectator.become(Connection.SPECTATOR);
        player.belongTo("u1");
        spectator.belongTo("u1");
        admin.grantAdmin();
        List.of(anonymous, player, spectator, admin).forEach(connections::add);
    }

    @Test
    void everyoneIsEverybodyInTheOrderOfOpening() {
        assertThat(those(Audience.everyone())).containsExactly(anonymous, player, spectator, admin);
    }

    @Test
    void oneConnectionIsThatOne() {
        assertThat(those(Audience.connection(player.id()))).containsExactly(player);
    }

    @Test
    void aConnectionThatIsNotHereIsNobody() {
        assertThat(those(Audience.connection(new UUID(9, 9)))).isEmpty();
    }

    @Test
    void someAreThoseWhoAreHereInTheOrderGiven() {
        assertThat(those(Audience.connections(List.of(admin.id(), new UUID(9, 9), player.id()))))
                .containsExactly(admin, player);
    }

    @Test
    void aTypeIsAllOfThatType() {
        assertThat(those(Audience.type(Connection.ANONYMOUS))).containsExactly(anonymous, admin);
        assertThat(those(Audience.type("winner"))).isEmpty();
    }

    @Test
    void severalTypesAreAllOfAnyOfThem() {
        assertThat(those(Audience.types(List.of(Connection.PLAYER, Connection.SPECTATOR, Connection.PLAYER))))
                .containsExactlyInAnyOrder(player, spectator);
    }

    @Test
    void aUserIsEachOfItsConnections() {
        assertThat(those(Audience.user("u1"))).containsExactly(player, spectator);
        assertThat(those(Audience.user("u2"))).isEmpty();
    }

    @Test
    void theFullViewIsForAdminsAndThePublicOneForAllOthers() {
        assertThat(those(Audience.seeing(View.FULL))).containsExactly(admin);
        assertThat(those(Audience.seeing(View.PUBLIC))).containsExactly(anonymous, player, spectator);
    }

    @Test
    void anyAudienceMayDoWithoutOne() {
        assertThat(those(Audience.everyone().except(player.id()))).containsExactly(anonymous, spectator, admin);
        assertThat(those(Audience.user("u1").except(player.id()))).containsExactly(spectator);
        assertThat(those(Audience.connection(player.id()).except(player.id()))).isEmpty();
        assertThat(those(Audience.everyone().except(player.id()).except(admin.id())))
                .containsExactly(anonymous, spectator);
    }

    @Test
    void anAudienceIsAValue() {
        Set<String> types = new HashSet<>(Set.of(Connection.PLAYER));
        Audience players = Audience.types(types);
        types.add(Connection.SPECTATOR);

        assertThat(players).isEqualTo(Audience.type(Connection.PLAYER));
    }

    private List<Connection> those(Audience audience) {
        List<Connection> found = new ArrayList<>();
        new Audiences(connections, new Topics(new Manager())).forEach(audience, found::add);
        return found;
    }
}
