package io.ddp4ee.message;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.ddp4ee.ejson.CustomTypes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** What Meteor's server answers to malformed messages, as recorded from it. */
class MessageReaderTest {

    private final MessageReader reader = new MessageReader();

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "\"\"", "\"text\"", "5", "true", "null", "{"})
    void noObject_badRequestWithoutEcho(String text) {
        assertThat(answer(text)).isEqualTo("{\"msg\":\"error\",\"reason\":\"Bad request\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|{}",
                "{\"msg\":\"\"}|{\"msg\":\"\"}",
                "{\"msg\":null}|{\"msg\":null}",
                "{\"msg\":0}|{\"msg\":0}",
                "{\"msg\":-0.0}|{\"msg\":0}",
                "{\"msg\":false}|{\"msg\":false}",
                "[9007199254740993,-9007199254740993]|[9007199254740992,-9007199254740992]",
                "[12345678901234567890,1e21,1e400]|[12345678901234567000,1e+21,null]",
                "[0.1000000000000000055511151231257827,1e-7]|[0.1,1e-7]",
                "[]|[]",
                "[1]|[1]"
            })
    void noMsg_badRequestWithEcho(String text, String echo) {
        assertThat(answer(text))
                .isEqualTo("{\"msg\":\"error\",\"reason\":\"Bad request\",\"offendingMessage\":" + echo + "}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"msg\":\"method\",\"params\":[{\"$type\":\"nosuch\",\"$value\":1}]}",
                "{\"msg\":\"method\",\"params\":[{\"$type\":\"oid\",\"$value\":\"x\"}]}",
                "{\"msg\":\"method\",\"params\":[{\"$regexp\":\"(\",\"$flags\":\"\"}]}",
                "{\"msg\":\"method\",\"params\":[{\"$regexp\":\"a\",\"$flags\":null}]}",
                "{\"msg\":\"method\",\"params\":[{\"$binary\":\"A=\"}]}",
                "{\"msg\":\"method\",\"params\":{\"$escape\":null}}",
                "{\"msg\":\"x\",\"fields\":{\"a\":{\"$type\":\"nosuch\",\"$value\":1}}}",
                "{\"msg\":\"x\",\"result\":{\"$type\":\"nosuch\",\"$value\":1}}",
                "{\"msg\":\"\",\"cleared\":null}",
                "{\"msg\":\"sub\",\"cleared\":1}",
                "{\"msg\":\"sub\",\"cleared\":{}}",
                "{\"msg\":\"sub\",\"cleared\":[\"a\"],\"fields\":5}",
                "{\"msg\":\"sub\",\"cleared\":[\"a\"],\"fields\":null}"
            })
    void badEjson_parseErrorWithoutEcho(String text) {
        assertThat(answer(text)).isEqualTo("{\"msg\":\"error\",\"reason\":\"Parse error\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"msg\":\"added\"}|Bad request",
                "{\"msg\":5}|Bad request",
                "{\"msg\":true}|Bad request",
                "{\"msg\":[]}|Bad request",
                "{\"msg\":{}}|Bad request",
                "{\"msg\":\"disconnected\"}|Bad request",
                "{\"msg\":\"method\",\"id\":null,\"method\":\"x\"}|Malformed method invocation",
                "{\"msg\":\"method\",\"method\":\"x\"}|Malformed method invocation",
                "{\"msg\":\"method\",\"id\":\"1\",\"method\":5}|Malformed method invocation",
                "{\"msg\":\"method\",\"id\":\"1\",\"method\":\"x\",\"randomSeed\":5}|Malformed method invocation",
                "{\"msg\":\"sub\",\"name\":\"x\"}|Malformed subscription",
                "{\"msg\":\"sub\",\"id\":\"1\",\"name\":null}|Malformed subscription",
                "{\"msg\":\"sub\",\"id\":\"1\",\"name\":\"x\",\"params\":null}|Malformed subscription",
                "{\"msg\":\"toString\"}|Bad request",
                "{\"msg\":\"method\",\"id\":1,\"method\":\"x\"}|Malformed method invocation",
                "{\"msg\":\"method\",\"id\":\"1\"}|Malformed method invocation",
                "{\"msg\":\"method\",\"id\":\"1\",\"method\":\"x\",\"params\":null}|Malformed method invocation",
                "{\"msg\":\"method\",\"id\":\"1\",\"method\":\"x\",\"params\":{}}|Malformed method invocation",
                "{\"msg\":\"method\",\"id\":\"1\",\"method\":\"x\",\"randomSeed\":null}|Malformed method invocation",
                "{\"msg\":\"sub\",\"id\":1,\"name\":\"x\"}|Malformed subscription",
                "{\"msg\":\"sub\",\"id\":\"1\"}|Malformed subscription",
                "{\"msg\":\"sub\",\"id\":\"1\",\"name\":\"x\",\"params\":5}|Malformed subscription"
            })
    void wrongShape_namedAndEchoed(String text, String reason) {
        assertThat(answer(text))
                .isEqualTo("{\"msg\":\"error\",\"reason\":\"" + reason + "\",\"offendingMessage\":" + text + "}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"params\":[{\"$date\":5}]|\"params\":[\"1970-01-01T00:00:00.005Z\"]",
                "\"params\":{\"$date\":5}|\"params\":\"1970-01-01T00:00:00.005Z\"",
                "\"params\":[{\"$date\":\"x\"}]|\"params\":[null]",
                "\"params\":[{\"$InfNaN\":1}]|\"params\":[null]",
                "\"params\":[{\"$binary\":\"AQI=\"}]|\"params\":[{\"0\":1,\"1\":2}]",
                "\"params\":[{\"$regexp\":\"a\",\"$flags\":\"\"}]|\"params\":[{}]",
                "\"params\":[{\"$escape\":{\"$date\":5}}]|\"params\":[{\"$date\":5}]",
                "\"params\":[{\"$type\":\"oid\",\"$value\":\"5D0B1B2C3D4E5F6071829304\"}]"
                        + "|\"params\":[{\"_str\":\"5d0b1b2c3d4e5f6071829304\"}]",
                "\"other\":{\"$date\":5}|\"other\":{\"$date\":5}",
                "\"cleared\":[]|\"fields\":{}",
                "\"cleared\":[\"a\"],\"x\":1|\"x\":1,\"fields\":{}",
                "\"fields\":{\"a\":1,\"b\":{\"$date\":5}},\"cleared\":[\"a\",\"c\"]"
                        + "|\"fields\":{\"b\":\"1970-01-01T00:00:00.005Z\"}",
                "\"fields\":{\"$date\":5},\"cleared\":[1,null]|\"fields\":{\"$date\":5}",
                "\"fields\":5,\"cleared\":[]|\"fields\":5",
                "\"fields\":[1],\"cleared\":[\"a\"]|\"fields\":[1]"
            })
    void echo_isTheMessageAsItWasRead(String members, String echo) {
        assertThat(answer("{\"msg\":\"nosuch\"," + members + "}"))
                .isEqualTo("{\"msg\":\"error\",\"reason\":\"Bad request\",\"offendingMessage\":{\"msg\":\"nosuch\","
                        + echo + "}}");
    }

    @Test
    void echo_isCappedWhereItIsSaid() {
        MalformedMessage refused = catchThrowableOfType(
                MalformedMessage.class, () -> new MessageReader(CustomTypes.NONE, 12).read("{\"long\":\"longer\"}"));
        assertThat(refused.answer().text()).endsWith("\"offendingMessage\":\"{\\\"long\\\":\\\"lon...\"}");
    }

    @Test
    void echo_isCapped() {
        String answer = answer("{\"msg\":\"nosuch\",\"x\":\"" + "y".repeat(1_000_000) + "\"}");
        assertThat(answer.length()).isLessThan(5000);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "|",
                ",\"id\":\"abc\"|,\"id\":\"abc\"",
                ",\"id\":\"\"|,\"id\":\"\"",
                ",\"id\":null|,\"id\":null",
                ",\"id\":false|,\"id\":false",
                ",\"id\":0|,\"id\":0",
                ",\"id\":-0.0|,\"id\":0"
            })
    void idOfPingAndUnsub_isEchoed(String id, String echoed) throws MalformedMessage {
        String sent = id == null ? "" : id;
        String answered = echoed == null ? "" : echoed;
        var ping = (ClientMessage.Ping)
                reader.read("{\"msg\":\"ping\"" + sent + "}").message();
        var unsub = (ClientMessage.Unsub)
                reader.read("{\"msg\":\"unsub\"" + sent + "}").message();

        assertThat(new ServerMessage.Pong(ping.id()).text()).isEqualTo("{\"msg\":\"pong\"" + answered + "}");
        assertThat(new ServerMessage.Nosub(unsub.id(), null).text()).isEqualTo("{\"msg\":\"nosub\"" + answered + "}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "true", "{}", "[]", "{\"$date\":0}"})
    void pingAndUnsub_withAnIdThatIsNoString_ignored(String id) throws MalformedMessage {
        assertThat(reader.read("{\"msg\":\"ping\",\"id\":" + id + "}").message())
                .isInstanceOf(ClientMessage.Ignored.class);
        assertThat(reader.read("{\"msg\":\"unsub\",\"id\":" + id + "}").message())
                .isInstanceOf(ClientMessage.Ignored.class);
    }

    @Test
    void unknownMembers_ignored() throws MalformedMessage {
        assertThat(reader.read("{\"msg\":\"sub\",\"id\":\"1\",\"name\":\"x\",\"future\":{}}")
                        .message())
                .isInstanceOf(ClientMessage.Sub.class);
    }

    private String answer(String text) {
        MalformedMessage malformed = catchThrowableOfType(
                MalformedMessage.class, () -> reader.read(text).message());
        assertThat(malformed).as(text).isNotNull();
        return malformed.answer().text();
    }

    @Test
    void message_beforeItIsAskedFor_isNotLookedAt() throws MalformedMessage {
        Incoming incoming = reader.read("{\"msg\":\"method\"}");
        assertThat(incoming.isConnect()).isFalse();
        assertThatThrownBy(incoming::message).isInstanceOf(MalformedMessage.class);
    }
}
