package com.artisansdk.server.contract;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients do wrong: each is told, nobody else notices, and nothing of the server's inside gets out. */
public abstract class BadInputContract extends ServerContract {

    private static final String SOMEBODY = "3b7f6c52-0a53-4f0e-9d33-3f4a7c1d2e10";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "<xml/>",
                "[]",
                "[{'name':'StopServer'}]",
                "5",
                "null",
                "'name'",
                "{",
                "{'name':",
                "{'name':'JoinAsPlayer'",
                "{'name':'JoinAsPlayer'} {}",
                "{'name':'JoinAsPlayer'}x",
                "{'name':'JoinAsPlayer',}",
                "{name:'JoinAsPlayer'}",
                "{'name':NaN}",
                "{'a':01}"
            })
    void whatIsNotOneJsonObjectEndsTheConnection(String text) {
        Client bystander = connects();
        Client alice = connects();
        bystander.hears("UpdateConnections");
        alice.says(text);

        JsonObject told = alice.isTold("MalformedMessage", 400);
        assertThat(told.keySet()).containsExactlyInAnyOrder("exception", "message", "code", "id", "name", "timestamp");
        assertHeader(told);
        assertThat(alice.isClosed()).isEqualTo(1007);
        assertThat(bystander.hears("UpdateConnections").getInt("total")).isEqualTo(1);
    }

    @Test
    void sixtyKilobytesOfSpacesEndTheConnection() {
        Client alice = connects();
        alice.saysExactly(" ".repeat(60_000));
        alice.isTold("MalformedMessage", 400);
        assertThat(alice.isClosed()).isEqualTo(1007);
    }

    @Test
    void aFrameNestedAThousandLevelsDeepEndsTheConnection() {
        for (String deep : List.of("[".repeat(1000), "{\"a\":".repeat(1000))) {
            Client alice = connects();
            alice.saysExactly("{\"name\":\"JoinAsPlayer\",\"x\":" + deep);
            alice.isTold("MalformedMessage", 400);
            assertThat(alice.isClosed()).isEqualTo(1007);
            stage().clear();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'id':'x'}",
                "{'name':null}",
                "{'name':5}",
                "{'name':''}",
                "{'name':'joinasplayer'}",
                "{'name':' JoinAsPlayer'}",
                "{'name':'UpdateConnections'}",
                "{'name':'MessageException'}",
                "{'name':'java.lang.Runtime'}",
                "{'name':'com.artisansdk.server.message.client.StopServer'}",
                "{'name':'../StopServer'}"
            })
    void aNameThatIsNoClientMessageIsUnknown(String text) {
        Client alice = connects();
        alice.says(text);
        assertHeader(alice.isTold("UnknownMessage", 400));
        alice.hearsNothing();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'name':'Authenticate'}",
                "{'name':'Authenticate','password':null}",
                "{'name':'Authenticate','password':5}",
                "{'name':'Authenticate','password':{}}",
                "{'name':'Authenticate','password':['a']}",
                "{'name':'Authenticate','password':true}",
                "{'name':'JoinAsPlayer','registration':5}",
                "{'name':'JoinAsPlayer','registration':'Ada'}",
                "{'name':'JoinAsPlayer','registration':[]}",
                "{'name':'JoinAsPlayer','registration':{'email':5}}",
                "{'name':'JoinAsPlayer','registration':{'name':'Ada'}}",
                "{'name':'JoinAsPlayer','registration':{'name':{'first':1}}}",
                "{'name':'JoinAsSpectator','registration':{'name':{'last':{}}}}",
                "{'name':'NotifyConnection'}",
                "{'name':'NotifyConnection','receiver':5}",
                "{'name':'NotifyConnection','receiver':'you'}",
                "{'name':'NotifyConnection','receiver':'1-1-1-1-1'}",
                "{'name':'NotifyConnection','receiver':'" + SOMEBODY + "','sender':5}",
                "{'name':'DismissNotifications'}",
                "{'name':'DismissNotifications','connection':{}}",
                "{'name':'DisconnectAll','type':5}",
                "{'name':'DisconnectAll','type':[5]}",
                "{'name':'DisconnectAll','type':{}}",
                "{'name':'DisconnectAll','uuid':true}",
                "{'name':'DisconnectPlayers','uuid':5}",
                "{'name':'DisconnectSpectators','uuid':'x'}",
                "{'name':'StopServer','id':5}",
                "{'name':'StopServer','id':{}}"
            })
    void aFieldOfTheWrongTypeOrMissingIsInvalid(String text) {
        Client alice = connects();
        alice.says(text);
        JsonObject told = alice.isTold("InvalidMessage", 400);
        assertThat(told.getString("message")).matches("[a-z_.\\[\\]0-9]+ (must|is) .+");
        alice.hearsNothing();
    }

    @Test
    void anIdIsAtMost128CharactersAndComesBack() {
        Client alice = connects();
        String longest = "i".repeat(128);
        alice.says("{'name':'Nothing','id':'%s'}".formatted(longest));
        assertThat(alice.isTold("UnknownMessage", 400).getString("reply_to")).isEqualTo(longest);

        alice.says("{'name':'Nothing','id':'%s'}".formatted(longest + "i"));
        assertThat(alice.isTold("InvalidMessage", 400).keySet()).doesNotContain("reply_to");
    }

    @Test
    void theTimestampOfAFrameDoesNotMatter() {
        Client alice = connects();
        for (String timestamp : List.of("5", "-1.5", "'now'", "null", "{}", "[1]")) {
            alice.says("{'name':'Nothing','timestamp':%s}".formatted(timestamp));
            alice.isTold("UnknownMessage", 400);
        }
    }

    @Test
    void theLastOfDuplicateKeysCounts() {
        Client alice = connects();
        alice.says("{'name':'StopServer','name':'Nothing','id':'a','id':'b'}");
        assertThat(alice.isTold("UnknownMessage", 400).getString("reply_to")).isEqualTo("b");
    }

    @Test
    void halfASurrogatePairIsNoText() {
        Client alice = connects();
        for (String half : List.of("\\ud800", "\\udc00", "a\\ud83d", "\\ude00\\ud83d")) {
            alice.saysExactly("{\"name\":\"JoinAsPlayer\",\"registration\":{\"name\":{\"first\":\"" + half + "\"}}}");
            alice.isTold("InvalidMessage", 400);
        }
        alice.saysExactly("{\"name\":\"\\ud800\"}");
        alice.isTold("UnknownMessage", 400);
        alice.saysExactly("{\"name\":\"JoinAsPlayer\",\"id\":\"\\ud800\"}");
        alice.isTold("InvalidMessage", 400);
    }

    @Test
    void aSecretIsNotGivenBackEvenWhenItIsInvalid() {
        Client alice = connects();
        alice.says("{'name':'Authenticate','password':['hunter2']}");
        assertThat(alice.isTold("InvalidMessage", 400).toString()).doesNotContain("hunter2");
    }

    @Test
    void aBinaryFrameEndsTheConnection() {
        Client alice = connects();
        alice.saysBinary("{\"name\":\"JoinAsPlayer\"}".getBytes(StandardCharsets.UTF_8));
        assertThat(alice.isClosed()).isEqualTo(1003);
    }

    @Test
    void aFrameMayHaveAsManyBytesAsTheLimitAndNotOneMore() {
        int limit = 65_536;
        Client alice = connects();
        alice.saysExactly(frameOf(limit, "a"));
        alice.isTold("UnknownMessage", 400);
        alice.saysExactly(frameOf(limit, "ä"));
        alice.isTold("UnknownMessage", 400);

        alice.saysExactly(frameOf(limit + 1, "a"));
        assertThat(alice.isClosed()).isEqualTo(1009);

        Client bob = connects();
        bob.saysExactly(frameOf(limit + 2, "ä"));
        assertThat(bob.isClosed()).isEqualTo(1009);
    }

    /** A frame of so many bytes of UTF-8, filled up with a letter. */
    private static String frameOf(int bytes, String letter) {
        String frame = "{\"name\":\"Nothing\",\"x\":\"%s\"}";
        int size = letter.getBytes(StandardCharsets.UTF_8).length;
        int room = bytes - (frame.length() - 2);
        String filled = letter.repeat(room / size) + "b".repeat(room % size);
        return frame.formatted(filled);
    }

    @Test
    void aClientThatTalksTooMuchIsToldAndThenClosed() {
        Client bystander = connects();
        Client alice = connects();
        bystander.hears("UpdateConnections");
        for (int i = 0; i < 4_000 && alice.isOpen(); i++) {
            alice.says("{'name':'Nothing'}");
        }
        assertThat(alice.isClosed()).isEqualTo(1008);

        JsonObject frame = alice.hears("MessageException");
        while (frame.getString("exception").equals("UnknownMessage")) {
            frame = alice.hears("MessageException");
        }
        assertThat(frame.getString("exception")).isEqualTo("RateLimited");
        assertThat(frame.getInt("code")).isEqualTo(429);
        assertThat(bystander.hears("UpdateConnections").getInt("total")).isEqualTo(1);
    }
}
