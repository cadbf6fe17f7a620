package io.ddp4ee.it;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.ddp4ee.it.SockJsClient.Kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Behind a load balancer that knows nothing of WebSockets, and tells clients apart by a cookie. */
@ExtendWith(ArquillianExtension.class)
@Timeout(60)
class NoWebSocketIT {

    @Deployment(testable = false)
    static WebArchive war() {
        return TestApplication.war().addAsResource(new StringAsset("""
                        ddp.sockjs.websocket=false
                        ddp.sockjs.sticky=true
                        """), "META-INF/microprofile-config.properties");
    }

    @Test
    void clients_areToldNotToTry() throws Exception {
        assertThat(SockJsClient.request("GET", "/sockjs/info", Map.of(), null).body())
                .startsWith("{\"websocket\":false,\"origins\":[\"*:*\"],\"cookie_needed\":true,");
        for (String path : List.of("/websocket", "/sockjs/websocket", "/sockjs/000/abcdefgh/websocket")) {
            assertThat(SockJsClient.request("GET", path, Map.of(), null).statusCode())
                    .as(path)
                    .isEqualTo(404);
            assertThatThrownBy(() -> HttpClient.newHttpClient()
                            .newWebSocketBuilder()
                            .buildAsync(
                                    URI.create(SockJsClient.url(path).replaceFirst("http", "ws")),
                                    new WebSocket.Listener() {})
                            .get(20, TimeUnit.SECONDS))
                    .as(path)
                    .hasCauseInstanceOf(WebSocketHandshakeException.class);
        }
    }

    @Test
    void session_hasACookie() throws Exception {
        String session = SockJsClient.nextSession();
        HttpResponse<String> opened = SockJsClient.request("POST", "/sockjs/000/" + session + "/xhr", Map.of(), "");
        assertThat(opened.body()).isEqualTo("o\n");
        assertThat(opened.headers().firstValue("Set-Cookie")).isPresent();
    }

    /** A client without cookies would begin an HTTP session with each of them. */
    @Test
    void requestThatBeginsNoSession_hasNone() throws Exception {
        String session = "/sockjs/000/" + SockJsClient.nextSession();
        assertThat(SockJsClient.request("POST", session + "/xhr_send", Map.of(), "[]")
                        .headers()
                        .firstValue("Set-Cookie"))
                .isEmpty();
        SockJsClient.request("POST", session + "/xhr", Map.of(), "");
        SockJsClient.request("POST", session + "/xhr_send", Map.of(), SockJsClient.quoted(SockJsClient.CONNECT));
        HttpResponse<String> polled = SockJsClient.request("POST", session + "/xhr", Map.of(), "");
        assertThat(polled.body()).startsWith("a[");
        assertThat(polled.headers().firstValue("Set-Cookie")).isEmpty();
    }

    /** Nothing waits for the heartbeat, which is late here. */
    @ParameterizedTest
    @EnumSource(Kind.class)
    void frames_comeAtOnce(Kind kind) throws Exception {
        try (SockJsClient client = new SockJsClient(kind, SockJsClient.nextSession()).connect()) {
            client.send("{\"msg\":\"method\",\"method\":\"increment\",\"id\":\"1\",\"params\":[1]}");
            assertThat(client.await("\"result\"")).contains("\"result\":2");
        }
    }
}
