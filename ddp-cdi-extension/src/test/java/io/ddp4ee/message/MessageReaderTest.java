package io.ddp4ee.message;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
            value = {"{}|{}", "{\"msg\":\"\"}|{\"msg\":\"\"}", "{\"msg\":null}|{\"msg\":null}", "[]|[]", "[1]|[1]"})
    void noMsg_badRequestWithEcho(String text, String echo) {
        assertThat(answer(text))
                .isEqualTo("{\"msg\":\"error\",\"reason\":\"Bad request\",\"offendingMessage\":" + echo + "}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"msg\":\"method\",\"params\":[{\"$type\":\"nosuch\",\"$value\":1}]}",
                "{\"msg\":\"sub\",\"cleared\":1}"
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

    @Test
    void echo_showsEjsonDecoded() {
        assertThat(answer("{\"msg\":\"sub\",\"params\":[{\"$date\":5}]}")).contains("[\"1970-01-01T00:00:00.005Z\"]");
    }

    @Test
    void echo_isCapped() {
        String answer = answer("{\"msg\":\"nosuch\",\"x\":\"" + "y".repeat(1_000_000) + "\"}");
        assertThat(answer.length()).isLessThan(5000);
    }

    @Test
    void unsub_withNumericId_ignored() throws MalformedMessage {
        assertThat(reader.read("{\"msg\":\"unsub\",\"id\":5}").message()).isInstanceOf(ClientMessage.Ignored.class);
        assertThat(reader.read("{\"msg\":\"unsub\"}").message()).isEqualTo(new ClientMessage.Unsub(null));
    }

    @Test
    void ping_withNumericId_ignored() throws MalformedMessage {
        assertThat(reader.read("{\"msg\":\"ping\",\"id\":5}").message()).isInstanceOf(ClientMessage.Ignored.class);
        assertThat(reader.read("{\"msg\":\"ping\",\"id\":\"\"}").message()).isEqualTo(new ClientMessage.Ping(""));
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
