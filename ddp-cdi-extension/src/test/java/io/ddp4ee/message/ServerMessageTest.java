package io.ddp4ee.message;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.ddp4ee.ejson.Json;

import static org.assertj.core.api.Assertions.assertThat;

class ServerMessageTest {

    @ParameterizedTest
    @CsvSource(
            value = {
                "abc,abc",
                "5d0b1b2c3d4e5f6071829304,-5d0b1b2c3d4e5f6071829304",
                "5D0B1B2C3D4E5F6071829304,5D0B1B2C3D4E5F6071829304",
                "5d0b1b2c3d4e5f607182930,5d0b1b2c3d4e5f607182930",
                "5d0b1b2c3d4e5f607182930g,5d0b1b2c3d4e5f607182930g",
                "'',''",
                "-,--",
                "-x,--x",
                "~x,-~x",
                "{x,-{x",
                "6f1ed002-ab55-4d5a-8e4f-2f8f1f9d0c11,6f1ed002-ab55-4d5a-8e4f-2f8f1f9d0c11",
                "12,12"
            })
    void documentId_escapedWhereClientsWouldMistakeIt(String id, String wire) {
        assertThat(new ServerMessage.Removed("c", id).text())
                .isEqualTo("{\"msg\":\"removed\",\"collection\":\"c\",\"id\":\"" + wire + "\"}");
    }

    @Test
    void emptyFields_leftOut() {
        assertThat(new ServerMessage.Added("c", "1", Fields.NONE).text())
                .isEqualTo("{\"msg\":\"added\",\"collection\":\"c\",\"id\":\"1\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"a\":1}|{\"a\":1}",
                "{\"$date\":1}|{\"$escape\":{\"$date\":1}}",
                "{\"$type\":1,\"$value\":2}|{\"$escape\":{\"$type\":1,\"$value\":2}}",
                "{\"$date\":1,\"a\":2}|{\"$date\":1,\"a\":2}"
            })
    void fieldsThatLookLikeEjson_escaped(String fields, String printed) throws Exception {
        Fields given = Fields.ofValues((Map<?, ?>) new Json().parse(fields));
        assertThat(new ServerMessage.Added("c", "1", given).text())
                .isEqualTo("{\"msg\":\"added\",\"collection\":\"c\",\"id\":\"1\",\"fields\":" + printed + "}");
    }

    @Test
    void changed_withClearedOnly() {
        assertThat(new ServerMessage.Changed("c", "1", Fields.NONE, List.of("x")).text())
                .isEqualTo("{\"msg\":\"changed\",\"collection\":\"c\",\"id\":\"1\",\"cleared\":[\"x\"]}");
    }

    @Test
    void error_inMeteorsOrder() {
        DdpError error = new DdpError("gone", "It went", Map.of("when", 5L));
        assertThat(new ServerMessage.Nosub("1", error).text())
                .isEqualTo(
                        "{\"msg\":\"nosub\",\"id\":\"1\",\"error\":{\"isClientSafe\":true,\"error\":\"gone\",\"reason\":\"It"
                                + " went\",\"details\":{\"when\":5},\"message\":\"It went [gone]\",\"errorType\":\"Meteor.Error\"}}");
        assertThat(new ServerMessage.Result("1", null, new DdpError(403L, null)).text())
                .contains("\"error\":403,\"message\":\"[403]\"");
        assertThat(new ServerMessage.Result("1", null, new DdpError("code", "")).text())
                .contains("\"error\":\"code\",\"reason\":\"\",\"message\":\"[code]\"");
    }

    @Test
    void errorDetails_areNoEjson() {
        DdpError error = new DdpError(400L, null, Map.of("at", Instant.ofEpochMilli(5)));
        assertThat(new ServerMessage.Result("1", null, error).text())
                .contains("\"details\":{\"at\":\"1970-01-01T00:00:00.005Z\"}");
    }

    @Test
    void result_nothingIsNotNull() {
        assertThat(new ServerMessage.Result("1", null, null).text()).isEqualTo("{\"msg\":\"result\",\"id\":\"1\"}");
        assertThat(new ServerMessage.Result("1", "null", null).text())
                .isEqualTo("{\"msg\":\"result\",\"id\":\"1\",\"result\":null}");
    }

    @Test
    void pong_echoesAnyId() {
        assertThat(new ServerMessage.Pong(null).text()).isEqualTo("{\"msg\":\"pong\"}");
        assertThat(new ServerMessage.Pong("").text()).isEqualTo("{\"msg\":\"pong\",\"id\":\"\"}");
    }

    @Test
    void nosub_withoutId() {
        assertThat(new ServerMessage.Nosub(null, null).text()).isEqualTo("{\"msg\":\"nosub\"}");
    }
}
