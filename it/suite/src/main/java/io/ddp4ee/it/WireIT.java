package io.ddp4ee.it;

import java.util.List;
import java.util.stream.Stream;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.ddp4ee.it.wire.Conversation;
import io.ddp4ee.it.wire.ScriptedPublication;
import io.ddp4ee.it.wire.Transcript;
import io.ddp4ee.it.wire.UnsupportedMapper;
import io.ddp4ee.test.DdpClient;

import static org.assertj.core.api.Assertions.assertThat;

/** Meteor's answers, byte for byte, over both kinds of WebSocket. */
@ExtendWith(ArquillianExtension.class)
class WireIT {

    @Deployment(testable = false)
    static WebArchive war() {
        return TestApplication.war(ScriptedPublication.class, UnsupportedMapper.class);
    }

    static Stream<Arguments> transcripts() {
        return transcripts("connecting", "bad-input", "methods", "subscriptions", "merge-box");
    }

    /** Those of some files, over each kind of WebSocket. */
    static Stream<Arguments> transcripts(String... files) {
        return Stream.of("raw", "SockJS").flatMap(transport -> Stream.of(files)
                .flatMap(file -> Transcript.of(file + ".txt").stream())
                .map(transcript -> Arguments.of(transport, transcript)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("transcripts")
    void conversation(String transport, Transcript transcript) {
        hold(transport, transcript);
    }

    static void hold(String transport, Transcript transcript) {
        try (Conversation conversation = new Conversation(url(transport))) {
            conversation.hold(transcript);
        }
    }

    static String url(String transport) {
        String url = TestApplication.url();
        return transport.equals("raw") ? url : url.replace("/websocket", "/sockjs/000/transcript/websocket");
    }

    /** What a method is given, and what comes of it when it is returned. */
    @Test
    void ejson_echoed() {
        try (DdpClient client = TestApplication.client()) {
            for (List<String> row : Transcript.table("ejson.txt")) {
                int before = client.received().size();
                client.send("{\"msg\":\"method\",\"method\":\"echo\",\"id\":\"e\",\"params\":[" + row.get(0) + "]}");
                boolean refused = row.get(1).equals("Parse error");
                client.await(row.get(0), () -> client.received().size() == before + (refused ? 1 : 2));
                assertThat(client.received().subList(before, client.received().size()))
                        .as(row.get(0))
                        .isEqualTo(
                                refused
                                        ? List.of("{\"msg\":\"error\",\"reason\":\"Parse error\"}")
                                        : List.of(
                                                "{\"msg\":\"updated\",\"methods\":[\"e\"]}",
                                                "{\"msg\":\"result\",\"id\":\"e\",\"result\":" + row.get(1) + "}"));
            }
        }
    }
}
