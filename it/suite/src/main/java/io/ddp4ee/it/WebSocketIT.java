package io.ddp4ee.it;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import io.ddp4ee.test.DdpClient;

import static io.ddp4ee.it.Logins.connect;
import static org.assertj.core.api.Assertions.assertThat;

/** WebSockets, byte by byte: where there are some, and what is in their frames. */
@ExtendWith(ArquillianExtension.class)
@Timeout(60)
class WebSocketIT {

    private static final int MOST = 100_000;
    private static final String PING = "{\"msg\":\"ping\",\"id\":\"%s\"}";

    @Deployment(testable = false)
    static WebArchive war() {
        return TestApplication.war(HeaderMethods.class)
                .addAsResource(
                        new StringAsset("ddp.session.max-message=" + MOST), "META-INF/microprofile-config.properties");
    }

    private static String path(String path) {
        return URI.create(SockJsClient.url(path)).getPath();
    }

    @Test
    void webSockets_areWhereClientsLook_andNowhereElse() throws Exception {
        Map<String, String> statuses = new LinkedHashMap<>();
        for (String path : List.of(
                "/websocket",
                "/websocket/",
                "/sockjs/websocket",
                "/sockjs/websocket/",
                "/sockjs/0/s/websocket",
                "/sockjs/0/s/websocket/",
                "/sockjs/a.b/s/websocket",
                "/sockjs/0/c.d/websocket",
                "/sockjs/a.b/c.d/websocket/")) {
            try (RawClient client = RawClient.dial()) {
                statuses.put(path, client.upgrade(path(path)).substring("HTTP/1.1 ".length(), "HTTP/1.1 101".length()));
            }
        }
        assertThat(statuses)
                .allSatisfy(
                        (path, status) -> assertThat(status).as(path).isEqualTo(path.contains(".") ? "404" : "101"));
    }

    /** A client that asks for one does not go on with a server that has none. */
    @Test
    void subprotocol_isNotEchoed() throws Exception {
        for (String path : List.of("/websocket", "/sockjs/websocket", "/sockjs/0/s/websocket")) {
            try (RawClient client = RawClient.dial()) {
                assertThat(client.upgrade(path(path), "Sec-WebSocket-Protocol: ddp, x"))
                        .startsWith("HTTP/1.1 101")
                        .doesNotContainIgnoringCase("Sec-WebSocket-Protocol");
            }
        }
    }

    @Test
    void headers_areKept_butForThoseThatAreSecret() {
        Map<String, String> kept = new TreeMap<>(Map.of(
                "accept-language", "en",
                "dnt", "1",
                "referer", "http://elsewhere.example/page",
                "user-agent", "test",
                "via", "1.1 proxy",
                "x-client-ip", "10.0.0.1",
                "x-cluster-client-ip", "10.0.0.1",
                "x-real-ip", "10.0.0.1",
                "x-ssl", "1"));
        kept.putAll(Map.of(
                "x-forwarded-for", "10.0.0.1",
                "x-forwarded-host", "here.example",
                "x-forwarded-port", "80",
                "x-forwarded-proto", "http"));
        Map<String, String> sent = new LinkedHashMap<>(kept);
        sent.putAll(Map.of(
                "Cookie", "a=b", "Authorization", "Bearer x", "Origin", "http://elsewhere.example", "X-Other", "1"));
        Set<String> names = new TreeSet<>(kept.keySet());
        names.add("host");
        try (DdpClient client = connect(sent)) {
            assertThat(client.call("headers")).isEqualTo(List.copyOf(names));
        }
    }

    private static RawClient sockJs() throws Exception {
        RawClient client = RawClient.dial();
        assertThat(client.upgrade(path("/sockjs/0/" + SockJsClient.nextSession() + "/websocket")))
                .startsWith("HTTP/1.1 101");
        assertThat(client.receive()).isEqualTo("o");
        return client;
    }

    private static String ping(String id) {
        return SockJsClient.quoted(PING.formatted(id)).replaceAll("^\\[|]$", "");
    }

    private static String pong(String id) {
        return "a[\"{\\\"msg\\\":\\\"pong\\\",\\\"id\\\":\\\"" + id + "\\\"}\"]";
    }

    /** And one message is in each frame of the server's: Meteor's client acts on those of one in no certain order. */
    @Test
    void frame_isAnArray_orOneString_orEmpty() throws Exception {
        try (RawClient client = sockJs()) {
            client.write(RawClient.message(SockJsClient.quoted(SockJsClient.CONNECT)));
            assertThat(client.receive()).contains("connected");
            client.write(RawClient.message(""));
            client.write(RawClient.message("[]"));
            client.write(RawClient.message(ping("bare")));
            assertThat(client.receive()).isEqualTo(pong("bare"));
            client.write(RawClient.message("[" + ping("1") + "," + ping("2") + "," + ping("3") + "]"));
            for (String id : List.of("1", "2", "3")) {
                assertThat(client.receive()).isEqualTo(pong(id));
            }
            client.write(RawClient.message("[\"x\",1]"));
            assertThat(client.receive()).isEqualTo("c[3000,\"Broken framing.\"]");
            assertThat(client.receive()).isEqualTo("closed 3000");
        }
    }

    /** Quotes and backslashes of a frame are none of the message's. */
    @Test
    void size_isThatOfTheMessage() throws Exception {
        String echo = "{\"msg\":\"ping\",\"x\":[%s0]}";
        int pairs = (MOST - echo.formatted("").length()) / "\"\",".length();
        try (RawClient client = sockJs()) {
            client.write(RawClient.message(SockJsClient.quoted(SockJsClient.CONNECT)));
            assertThat(client.receive()).contains("connected");
            String frame = SockJsClient.quoted(echo.formatted("\"\",".repeat(pairs)));
            assertThat(frame).hasSizeGreaterThan(MOST * 3 / 2);
            client.write(RawClient.message(frame));
            assertThat(client.receive()).contains("pong");
            client.write(RawClient.message(SockJsClient.quoted(echo.formatted("\"\",".repeat(pairs + 1)))));
            assertThat(client.receive()).isEqualTo("c[1009,\"A message may have " + MOST + " characters\"]");
        }
    }
}
