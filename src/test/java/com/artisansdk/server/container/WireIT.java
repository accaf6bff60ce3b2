package com.artisansdk.server.container;

import static org.assertj.core.api.Assertions.assertThat;

import com.artisansdk.server.contract.Client;
import jakarta.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What no browser does, but the network and the curious do: frames cut, broken, pieced together. */
class WireIT extends ContainerTest {

    private static final String JOIN = "{\"name\":\"JoinAsPlayer\",\"registration\":{\"name\":{\"first\":\"Zoë 😀\"}}}";

    @Deployment(testable = false)
    static WebArchive server() {
        return Archives.server(Archives.contract());
    }

    @Test
    void whoVanishesInTheMiddleOfAFrameLeavesTheRosterAndNobodyElseNotices() {
        assertNobodyElseNotices(client -> {
            client.sends(firstHalf(RawClient.frame(RawClient.TEXT, JOIN)));
            client.vanishes();
        });
    }

    @Test
    void whoHangsUpInTheMiddleOfAFrameLeavesTheRosterAndNobodyElseNotices() {
        assertNobodyElseNotices(client -> {
            client.sends(firstHalf(RawClient.frame(RawClient.TEXT, JOIN)));
            client.hangsUp();
        });
    }

    @Test
    void whoHangsUpWithoutACloseFrameLeavesTheRoster() {
        assertNobodyElseNotices(RawClient::hangsUp);
    }

    @Test
    void whoHangsUpBetweenTheFramesOfAMessageLeavesTheRoster() {
        assertNobodyElseNotices(client -> {
            client.sends(RawClient.frame(RawClient.TEXT_TO_BE_CONTINUED, JOIN));
            client.hangsUp();
        });
    }

    private void assertNobodyElseNotices(Consumer<RawClient> end) {
        ServerLog log = new ServerLog();
        Client bystander = connects();
        RawClient client = connectsByHand();
        bystander.hears("UpdateConnections");
        end.accept(client);

        JsonObject roster = bystander.hears("UpdateConnections");
        assertThat(roster.getInt("total")).isEqualTo(1);
        assertThat(member(roster, bystander.id())).isNotNull();
        bystander.hearsNothing();
        assertThat(log.text()).doesNotContain("\tat ", "ERROR");
    }

    @Test
    void textThatIsNoUtf8IsClosedAsSuch() {
        RawClient client = connectsByHand();
        client.sends(RawClient.frame(RawClient.TEXT, new byte[] {'{', (byte) 0xC3, (byte) 0x28, '}'}));
        assertThat(client.isClosed()).isEqualTo(1007);
    }

    @Test
    void textThatBreaksOffInTheMiddleOfACharacterIsClosedAsSuch() {
        RawClient client = connectsByHand();
        client.sends(RawClient.frame(RawClient.TEXT, new byte[] {'{', '}', (byte) 0xF0, (byte) 0x9F}));
        assertThat(client.isClosed()).isEqualTo(1007);
    }

    /** Reserved opcodes and bits, a ping in pieces, and a continuation of nothing (RFC 6455, sections 5.2, 5.4 and 5.5). */
    @ParameterizedTest
    @ValueSource(ints = {0x83, 0x8B, 0xC1, 0x09, RawClient.LAST})
    void aFrameThatBreaksTheProtocolIsClosedAsSuch(int first) {
        ServerLog log = new ServerLog();
        Client bystander = connects();
        RawClient client = connectsByHand();
        bystander.hears("UpdateConnections");
        client.sends(RawClient.frame(first, JOIN.substring(0, 50)));

        assertThat(client.isClosed()).isEqualTo(1002);
        assertThat(bystander.hears("UpdateConnections").getInt("total")).isEqualTo(1);
        assertThat(log.text()).doesNotContain("\tat ", "ERROR");
    }

    @Test
    void aFrameThatIsNotMaskedIsClosedAsBreakingTheProtocol() {
        RawClient client = connectsByHand();
        client.sends(new byte[] {(byte) RawClient.TEXT, 2, '{', '}'});
        assertThat(client.isClosed()).isEqualTo(1002);
    }

    @Test
    void aPingIsAnsweredWithItsOwnPayload() {
        RawClient client = connectsByHand();
        client.sends(RawClient.frame(RawClient.PING, "are you there?"));
        assertThat(client.hearsPong()).isEqualTo("are you there?");
    }

    @Test
    void aMessageMayComeInPiecesWithAPingBetweenThem() {
        RawClient client = connectsByHand();
        ByteArrayOutputStream pieces = new ByteArrayOutputStream();
        pieces.writeBytes(RawClient.frame(RawClient.TEXT_TO_BE_CONTINUED, new byte[0]));
        for (byte one : JOIN.getBytes(StandardCharsets.UTF_8)) {
            pieces.writeBytes(RawClient.frame(RawClient.MORE, new byte[] {one}));
        }
        pieces.writeBytes(RawClient.frame(RawClient.PING, "still there?"));
        pieces.writeBytes(RawClient.frame(RawClient.LAST, new byte[0]));
        client.sends(pieces.toByteArray());

        assertThat(client.hearsPong()).isEqualTo("still there?");
        assertIsZoe(client);
    }

    @Test
    void aFrameMayComeInPiecesToo() {
        RawClient client = connectsByHand();
        for (byte one : RawClient.frame(RawClient.TEXT, JOIN)) {
            client.sends(new byte[] {one});
        }
        assertIsZoe(client);
    }

    @Test
    void aFrameMayComeTogetherWithTheHandshake() {
        assertIsZoe(stage().connectsByHand(anAddress(), RawClient.frame(RawClient.TEXT, JOIN)));
    }

    private static void assertIsZoe(RawClient client) {
        assertThat(client.hearsEventually("ConnectionRegistered")
                        .getJsonObject("connection")
                        .getString("name"))
                .isEqualTo("Zoë 😀");
    }

    @Test
    void aMessageInPiecesThatHasNoEndIsClosedOnceItIsTooBig() {
        RawClient client = connectsByHand();
        byte[] piece = "x".repeat(10_000).getBytes(StandardCharsets.US_ASCII);
        client.sends(RawClient.frame(RawClient.TEXT_TO_BE_CONTINUED, piece));
        for (int i = 0; i < 7; i++) {
            client.sends(RawClient.frame(RawClient.MORE, piece));
        }
        assertThat(client.isClosed()).isEqualTo(1009);
    }

    @Test
    void aFrameThatHasNoEndIsClosedOnceItIsTooBig() {
        RawClient client = connectsByHand();
        byte[] frame = RawClient.frame(RawClient.TEXT, "x".repeat(200_000));
        client.sends(Arrays.copyOf(frame, 1_000));
        client.sends(Arrays.copyOfRange(frame, 1_000, 80_000));
        assertThat(client.isClosed()).isEqualTo(1009);
    }

    @Test
    void aFrameThatIsFarTooBigIsClosedAsSuch() {
        RawClient client = connectsByHand();
        try {
            client.sends(RawClient.frame(RawClient.TEXT, "x".repeat(10_000_000)));
        } catch (UncheckedIOException hungUp) {
            // The server need not read all of it.
        }
        assertThat(client.isClosed()).isEqualTo(1009);
    }

    @Test
    void theEndOfABinaryMessageIsNotWaitedFor() {
        RawClient client = connectsByHand();
        client.sends(RawClient.frame(0x02, new byte[10_000]));
        assertThat(client.isClosed()).isEqualTo(1003);
    }

    @Test
    void whoIsStillSendingIsToldWhyItIsClosed() {
        byte[] frame = RawClient.frame(RawClient.TEXT, "x".repeat(1_000_000));
        for (int i = 0; i < 100; i++) {
            RawClient client = connectsByHand();
            client.sends(frame);
            assertThat(client.isClosed()).isEqualTo(1009);
        }
    }

    @Test
    void aCloseFrameIsAnsweredWithItsOwnCode() {
        RawClient client = connectsByHand();
        client.sends(RawClient.frame(RawClient.CLOSE, new byte[] {0x0B, (byte) 0xB8}));
        assertThat(client.isClosed()).isEqualTo(3000);
    }

    private RawClient connectsByHand() {
        RawClient client = stage().connectsByHand(anAddress());
        client.hears("ConnectionEstablished");
        client.hears("UpdateConnections");
        return client;
    }

    private static byte[] firstHalf(byte[] frame) {
        return Arrays.copyOf(frame, frame.length / 2);
    }
}
