package io.ddp4ee.it;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import io.ddp4ee.test.DdpClient;

import static org.assertj.core.api.Assertions.assertThat;

/** Who may connect, from where, and with how much. */
@ExtendWith(ArquillianExtension.class)
@Timeout(60)
class TransportLimitsIT {

    private static final String CONNECT = "{\"msg\":\"connect\",\"version\":\"1\",\"support\":[\"1\"]}";

    @Deployment(testable = false)
    static WebArchive war() {
        return TestApplication.war().addAsResource(new StringAsset("""
                        ddp.origins=https://a.example, same
                        ddp.forwarded-count=1
                        ddp.session.max-first-message=300
                        ddp.sockjs.disconnect-delay=PT3S
                        ddp.sessions-per-address=20
                        """), "META-INF/microprofile-config.properties");
    }

    /** Zero if it is let in. */
    private static int refusal(String path, String origin) throws Exception {
        try {
            HttpClient.newHttpClient()
                    .newWebSocketBuilder()
                    .header("Origin", origin)
                    .buildAsync(
                            URI.create(SockJsClient.url(path).replaceFirst("http", "ws")), new WebSocket.Listener() {})
                    .get(20, TimeUnit.SECONDS)
                    .abort();
            return 0;
        } catch (ExecutionException e) {
            return ((WebSocketHandshakeException) e.getCause()).getResponse().statusCode();
        }
    }

    @Test
    void pagesOfOthers_areRefused() throws Exception {
        String own = SockJsClient.url("").replaceFirst("(?<=\\w)/.*", "");
        for (String path : List.of("/websocket", "/sockjs/websocket", "/sockjs/000/abcdefgh/websocket")) {
            assertThat(refusal(path, "https://b.example")).as(path).isEqualTo(403);
            assertThat(refusal(path, "null")).as(path).isEqualTo(403);
            assertThat(refusal(path, "https://a.example")).as(path).isZero();
            assertThat(refusal(path, own)).as(path).isZero();
        }
        String poll = "/sockjs/000/s" + TestApplication.nextId() + "/xhr";
        assertThat(SockJsClient.request("POST", poll, Map.of("Origin", "https://b.example"), "")
                        .statusCode())
                .isEqualTo(403);
        assertThat(SockJsClient.request("GET", "/sockjs/info", Map.of("Origin", "https://b.example"), null)
                        .statusCode())
                .isEqualTo(403);
        assertThat(SockJsClient.request("POST", poll, Map.of("Origin", "https://a.example"), "")
                        .body())
                .isEqualTo("o\n");
    }

    /** Scripts, frames and events are asked for without an origin, but browsers tell of them. */
    @Test
    void scriptsAndFramesOfOthers_areRefused() throws Exception {
        for (String path : List.of("/jsonp?c=f", "/htmlfile?c=f", "/eventsource")) {
            String session = "/sockjs/000/" + SockJsClient.nextSession();
            for (Map<String, String> foreign : List.of(
                    Map.of("Sec-Fetch-Site", "cross-site"),
                    Map.of("Sec-Fetch-Site", "cross-site", "Referer", "https://b.example/page"),
                    Map.of("Referer", "https://b.example/page"))) {
                assertThat(SockJsClient.request("GET", session + path, foreign, null)
                                .statusCode())
                        .as(path + foreign)
                        .isEqualTo(403);
            }
        }
        assertThat(SockJsClient.request(
                                "GET",
                                "/sockjs/000/" + SockJsClient.nextSession() + "/jsonp?c=f",
                                Map.of("Sec-Fetch-Site", "cross-site", "Referer", "https://a.example/page"),
                                null)
                        .body())
                .contains("\"o\"");
    }

    @Test
    void hiddenFrame_isForThePagesThatMayConnect() throws Exception {
        HttpHeaders page = SockJsClient.request(
                        "GET", "/sockjs/iframe-1.6.1.html", Map.of("Sec-Fetch-Site", "cross-site"), null)
                .headers();
        assertThat(page.firstValue("Content-Security-Policy")).hasValue("frame-ancestors 'self' https://a.example");
        // It knows no pages of others. Payara has it in every answer; browsers pass over it where there is the other.
        boolean isAlwaysThere = System.getProperty("it.server", "").equals("payara");
        assertThat(page.firstValue("X-Frame-Options"))
                .isEqualTo(isAlwaysThere ? Optional.of("SAMEORIGIN") : Optional.empty());
    }

    private static final String STALLED =
            "POST %s/xhr_send HTTP/1.1\r\nHost: here\r\nContent-Type: text/plain\r\nContent-Length: 100\r\n\r\n";

    private static String path(String session) {
        return URI.create(SockJsClient.url("/sockjs/000/" + session)).getPath();
    }

    @Test
    void requestOfAStranger_isNotWaitedFor() throws Exception {
        try (RawClient client = RawClient.dial()) {
            client.write(STALLED.formatted(path(SockJsClient.nextSession())).getBytes(StandardCharsets.US_ASCII));
            assertThat(client.readTo("\r\n")).startsWith("HTTP/1.1 404");
        }
    }

    @Test
    void requestThatDoesNotCome_hasAnEnd() throws Exception {
        String session = SockJsClient.nextSession();
        SockJsClient.request("POST", "/sockjs/000/" + session + "/xhr", Map.of(), "");
        try (RawClient client = RawClient.dial()) {
            client.write((STALLED.formatted(path(session)) + "[").getBytes(StandardCharsets.US_ASCII));
            assertThat(client.readTo("\r\n")).startsWith("HTTP/1.1 408");
        }
    }

    @Test
    void requestBeforeConnect_isShort() throws Exception {
        String session = "/sockjs/000/" + SockJsClient.nextSession();
        SockJsClient.request("POST", session + "/xhr", Map.of(), "");
        assertThat(SockJsClient.request("POST", session + "/xhr_send", Map.of(), "[" + " ".repeat(300) + "]")
                        .statusCode())
                .isEqualTo(413);
        assertThat(SockJsClient.request("POST", session + "/xhr", Map.of(), "").body())
                .startsWith("c[1009,");
    }

    private static DdpClient connect(Map<String, String> headers) {
        DdpClient client = DdpClient.open(TestApplication.url(), headers);
        client.send(CONNECT);
        client.await("connected", () -> client.session() != null);
        return client;
    }

    private static Object addressOf(Map<String, String> headers) {
        try (DdpClient client = connect(headers)) {
            return ((String) client.call("handshake")).replaceFirst(".* from (.*) at .*", "$1");
        }
    }

    @Test
    void address_isThatBeforeTheProxies() {
        assertThat(addressOf(Map.of("X-Forwarded-For", "10.1.2.3", "User-Agent", "x")))
                .isEqualTo("10.1.2.3");
        assertThat(addressOf(Map.of("X-Forwarded-For", "6.6.6.6, 10.1.2.3", "User-Agent", "x")))
                .isEqualTo("");
        assertThat(addressOf(Map.of("User-Agent", "x"))).isEqualTo("");
    }

    @Test
    void whoHasNotConnected_isHeardShortly() {
        String longPing = "{\"msg\":\"ping\",\"id\":\"" + "x".repeat(300) + "\"}";
        DdpClient stranger = DdpClient.open(TestApplication.url());
        stranger.send(longPing);
        assertThat(stranger.awaitClose()).isEqualTo(1009);
        try (DdpClient client = TestApplication.client()) {
            client.send(longPing);
            client.awaitMessage("\"pong\"");
        }
    }

    /** SockJS over HTTP tells so in the first response. */
    @Test
    void oneAddress_hasSoManySessions() {
        Map<String, String> headers = Map.of("X-Forwarded-For", "10.9.9.9");
        List<DdpClient> clients =
                Stream.generate(() -> connect(headers)).limit(20).toList();
        String raw = TestApplication.url();
        for (String url : List.of(raw, raw.replace("/websocket", "/sockjs/000/abcdefgh/websocket"))) {
            assertThat(DdpClient.open(url, headers).awaitClose()).as(url).isEqualTo(1013);
        }
        connect(Map.of("X-Forwarded-For", "10.9.9.8")).close();
        clients.forEach(DdpClient::close);
        Awaitility.await("one of the address is let in again")
                .untilAsserted(() -> connect(headers).close());
    }
}
