package com.artisansdk.server.connection;

import static org.assertj.core.api.Assertions.assertThat;

import com.artisansdk.server.testing.Connecting;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ConnectionsTest {

    private final Connections connections = new Connections();
    private final Connection alice = Connecting.number(1);
    private final Connection bob = Connecting.number(2);
    private final Connection carol = Connecting.number(3);

    @Test
    void listsConnectionsInTheOrderOfOpening() {
        addAll();
        connections.remove(bob);
        connections.add(bob);

        assertThat(connections.all()).containsExactly(alice, carol, bob);
        assertThat(connections.size()).isEqualTo(3);
    }

    @Test
    void findsAConnectionByItsId() {
        addAll();

        assertThat(connections.find(bob.id())).contains(bob);
        assertThat(connections.find(new UUID(9, 9))).isEmpty();
    }

    @Test
    void findsThoseOfATypeAsTheyBecomeIt() {
        addAll();
        bob.become(Connection.PLAYER);
        carol.become(Connection.PLAYER);
        carol.become("winner");

        assertThat(connections.ofType(Connection.PLAYER)).containsExactly(bob);
        assertThat(connections.ofType("winner")).containsExactly(carol);
        assertThat(connections.ofType(Connection.ANONYMOUS)).containsExactly(alice);
    }

    @Test
    void findsEveryConnectionOfAUser() {
        addAll();
        alice.belongTo("u1");
        bob.belongTo("u1");
        carol.belongTo("u1");
        carol.belongTo("u2");

        assertThat(connections.ofUser("u1")).containsExactly(alice, bob);
        assertThat(connections.ofUser("u2")).containsExactly(carol);
    }

    @Test
    void findsAdminsWhetherTheyBecameItBeforeOrAfterTheyWereCountedIn() {
        alice.grantAdmin();
        addAll();
        bob.grantAdmin();

        assertThat(connections.admins()).containsExactly(alice, bob);
    }

    @Test
    void knowsTypeAndUserOfAConnectionFromBeforeItWasCountedIn() {
        alice.become("winner");
        alice.belongTo("u1");
        connections.add(alice);

        assertThat(connections.ofType("winner")).containsExactly(alice);
        assertThat(connections.ofUser("u1")).containsExactly(alice);
    }

    @Test
    void nothingLeadsToAConnectionThatWasCountedOut() {
        addAll();
        bob.become("winner");
        bob.belongTo("u1");
        bob.grantAdmin();
        connections.remove(bob);

        assertThat(connections.find(bob.id())).isEmpty();
        assertThat(connections.ofType("winner")).isEmpty();
        assertThat(connections.ofUser("u1")).isEmpty();
        assertThat(connections.admins()).isEmpty();
        assertThat(connections.all()).containsExactly(alice, carol);
    }

    @Test
    void aConnectionThatWasCountedOutIsNotFoundAgainForWhatItBecomes() {
        addAll();
        connections.remove(bob);
        bob.become("winner");
        bob.belongTo("u1");
        bob.grantAdmin();

        assertThat(connections.ofType("winner")).isEmpty();
        assertThat(connections.ofUser("u1")).isEmpty();
        assertThat(connections.admins()).isEmpty();
    }

    @Test
    void countingOutTwiceHarmsNobody() {
        addAll();
        connections.remove(bob);
        connections.remove(bob);

        assertThat(connections.size()).isEqualTo(2);
        assertThat(connections.ofType(Connection.ANONYMOUS)).containsExactly(alice, carol);
    }

    private void addAll() {
        connections.add(alice);
        connections.add(bob);
        connections.add(carol);
    }
}
