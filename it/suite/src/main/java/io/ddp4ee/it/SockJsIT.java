package io.ddp4ee.it;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.ddp4ee.it.SockJsClient.Kind;
import io.ddp4ee.it.security.Users;
import io.ddp4ee.test.DdpClient;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** SockJS without WebSockets, as its own server speaks it. */
@ExtendWith(ArquillianExtension.class)
@Timeout(90)
class SockJsIT {

    private static final String ORIGIN = "http://elsewhere.example";
    private static final Map<String, String> TEXT = Map.of("Content-Type", "text/plain");
    private static final Map<String, String> FORM = Map.of("Content-Type", "application/x-www-form-urlencoded");
    private static final String NO_CACHE = "no-store, no-cache, no-transform, must-revalidate, max-age=0";

    @Deployment(testable = false)
    static WebArchive war() {
        WebArchive war = TestApplication.war(SynchronousFilter.class)
                .addAsResource(new StringAsset("""
                                ddp.sockjs.heartbeat=PT2S
                                ddp.sockjs.disconnect-delay=PT4S
                                ddp.session.max-message=100000
                                ddp.session.send-timeout=PT2S
                                """), "META-INF/microprofile-config.properties");
        // There, security by beans has to be switched on in the server's own configuration.
        return System.getProperty("it.server").equals("wildfly") ? war : war.addPackage(Users.class.getPackage());
    }

    /** Of requests without a session, or of one that is told after the others: method, path, headers, body; status, body. */
    private record Row(
            String method, String path, Map<String, String> headers, String body, int status, String answer) {}

    private static final List<Row> TABLE = List.of(
            new Row("GET", "/sockjs", Map.of(), null, 200, "Welcome to SockJS!\n"),
            new Row("GET", "/sockjs/", Map.of(), null, 200, "Welcome to SockJS!\n"),
            new Row("GET", "/sockjs//", Map.of(), null, 404, "404 Error: Page not found\n"),
            new Row("GET", "/sockjs/info//", Map.of(), null, 404, "404 Error: Page not found\n"),
            new Row("POST", "/websocket", Map.of(), "", 405, ""),
            new Row("OPTIONS", "/websocket", Map.of(), null, 405, ""),
            new Row("HEAD", "/websocket/", Map.of(), null, 405, ""),
            new Row("POST", "/sockjs/websocket", Map.of(), "", 405, ""),
            new Row("POST", "/sockjs/iframe.html", Map.of(), "", 405, ""),
            new Row("HEAD", "/sockjs/iframe-1.6.1.html", Map.of(), null, 405, ""),
            new Row("GET", "/websocket", Map.of(), null, 400, "Not a valid websocket request"),
            new Row("GET", "/websocket/", Map.of(), null, 400, "Not a valid websocket request"),
            new Row("GET", "/sockjs/websocket", Map.of(), null, 400, "Not a valid websocket request"),
            new Row("GET", "/sockjs/a/b/websocket", Map.of(), null, 400, "Not a valid websocket request"),
            new Row("GET", "/sockjs/none", Map.of(), null, 404, "404 Error: Page not found\n"),
            new Row("GET", "/sockjs/a/b/none", Map.of(), null, 404, "404 Error: Page not found\n"),
            new Row("POST", "/sockjs/a.b/c/xhr", Map.of(), "", 404, "404 Error: Page not found\n"),
            new Row("POST", "/sockjs/a/b.c/xhr", Map.of(), "", 404, "404 Error: Page not found\n"),
            new Row("GET", "/sockjs/a/b/xhr", Map.of(), null, 405, ""),
            new Row("POST", "/sockjs/a/b/eventsource", Map.of(), "", 405, ""),
            new Row("OPTIONS", "/sockjs/info", Map.of(), null, 204, ""),
            new Row("OPTIONS", "/sockjs/a/b/xhr", Map.of(), null, 204, ""),
            new Row("OPTIONS", "/sockjs/a/b/xhr_send", Map.of(), null, 204, ""),
            new Row("OPTIONS", "/sockjs/a/b/xhr_streaming", Map.of(), null, 204, ""),
            new Row("GET", "/sockjs/a/b/jsonp", Map.of(), null, 500, "\"callback\" parameter required"),
            new Row("GET", "/sockjs/a/b/jsonp?c=a(b)", Map.of(), null, 500, "invalid \"callback\" parameter"),
            new Row("GET", "/sockjs/a/b/htmlfile", Map.of(), null, 500, "\"callback\" parameter required"),
            new Row("GET", "/sockjs/a/b/htmlfile?c=a%3Cb", Map.of(), null, 500, "invalid \"callback\" parameter"),
            new Row("POST", "/sockjs/a/b/xhr_send", TEXT, "[\"x\"]", 404, "404 Error: Page not found\n"),
            new Row("POST", "/sockjs/a/b/xhr_send", TEXT, "", 404, "404 Error: Page not found\n"),
            new Row("POST", "/sockjs/a/b/jsonp_send", FORM, "d=%5B%22x%22%5D", 404, "404 Error: Page not found\n"),
            new Row("POST", "/sockjs/000/S/xhr_send", TEXT, "", 500, "Payload expected."),
            new Row("POST", "/sockjs/000/S/xhr_send", TEXT, "{}", 500, "Payload expected."),
            new Row("POST", "/sockjs/000/S/xhr_send", TEXT, "[\"x", 500, "Broken JSON encoding."),
            new Row("POST", "/sockjs/000/S/xhr_send", FORM, "[\"x\"]", 500, "Payload expected."),
            new Row("POST", "/sockjs/000/S/jsonp_send", FORM, "", 500, "Payload expected."),
            new Row("POST", "/sockjs/000/S/jsonp_send", FORM, "d=", 500, "Payload expected."),
            new Row("POST", "/sockjs/000/S/jsonp_send", FORM, "d=%5B%22x", 500, "Broken JSON encoding."),
            new Row("POST", "/sockjs/000/S/jsonp_send", TEXT, "[\"x", 500, "Broken JSON encoding."),
            new Row("POST", "/sockjs/000/S/jsonp_send", TEXT, "\"[\\\"x\\\"]\"", 200, "ok"));

    @Test
    void requests_areAnsweredAsByItsOwnServer() throws Exception {
        String session = SockJsClient.nextSession();
        SockJsClient.request("POST", "/sockjs/000/" + session + "/xhr", Map.of(), "");
        for (Row row : TABLE) {
            HttpResponse<String> answer =
                    SockJsClient.request(row.method, row.path.replace("S", session), row.headers, row.body);
            assertThat(answer.statusCode() + " " + answer.body())
                    .as("%s", row)
                    .isEqualTo(row.status + " " + row.answer);
            if (row.status == 405 && !row.path.matches(".*/(xhr|eventsource)")) {
                assertHeaders(answer, Map.of("Allow", "GET"));
            }
        }
    }

    private static void assertHeaders(HttpResponse<?> answer, Map<String, String> headers) {
        headers.forEach((name, value) -> assertThat(
                        answer.headers().firstValue(name).orElse("none").replace(";charset", "; charset"))
                .as(name)
                .isEqualToIgnoringCase(value));
    }

    @Test
    void headers_areThoseOfItsOwnServer() throws Exception {
        Map<String, String> asked = Map.of("Origin", ORIGIN, "Access-Control-Request-Headers", "a, b");
        Map<String, String> allowed = Map.of(
                "Access-Control-Allow-Origin", ORIGIN,
                "Access-Control-Allow-Credentials", "true",
                "Access-Control-Allow-Headers", "a, b",
                "Vary", "Origin");
        String session = "/sockjs/000/" + SockJsClient.nextSession();

        HttpResponse<String> options = SockJsClient.request("OPTIONS", session + "/xhr", asked, null);
        assertHeaders(options, allowed);
        assertHeaders(
                options,
                Map.of(
                        "Access-Control-Allow-Methods", "OPTIONS, POST",
                        "Access-Control-Max-Age", "31536000",
                        "Cache-Control", "public, max-age=31536000"));
        HttpResponse<String> info = SockJsClient.request("GET", "/sockjs/info", asked, null);
        assertHeaders(info, allowed);
        assertHeaders(info, Map.of("Content-Type", "application/json; charset=UTF-8", "Cache-Control", NO_CACHE));
        assertThat(info.body())
                .matches("\\{\"websocket\":true,\"origins\":\\[\"\\*:\\*\"],\"cookie_needed\":false,"
                        + "\"entropy\":\\d+}");
        HttpResponse<String> poll = SockJsClient.request("POST", session + "/xhr", asked, "");
        assertThat(poll.body()).isEqualTo("o\n");
        assertHeaders(poll, allowed);
        assertHeaders(
                poll,
                Map.ofEntries(
                        entry("Content-Type", "application/javascript; charset=UTF-8"),
                        entry("Cache-Control", NO_CACHE)));
        assertThat(poll.headers().firstValue("Set-Cookie")).isEmpty();
        HttpResponse<String> sent = SockJsClient.request("POST", session + "/xhr_send", Map.of("Origin", ""), "[]");
        assertThat(sent.statusCode()).isEqualTo(204);
        assertHeaders(sent, Map.of("Access-Control-Allow-Origin", "*", "Cache-Control", NO_CACHE));
        assertThat(SockJsClient.request("GET", session + "/xhr", Map.of(), null)
                        .headers()
                        .firstValue("Allow"))
                .hasValue("POST, OPTIONS");
        HttpResponse<String> page = SockJsClient.request("GET", "/sockjs/iframe-1.6.1.html", Map.of(), null);
        assertThat(page.body()).contains("SockJS.bootstrap_iframe()", "sockjs.min.js");
        assertHeaders(
                page,
                Map.of(
                        "Content-Type", "text/html; charset=UTF-8",
                        "Content-Security-Policy", "frame-ancestors 'self'",
                        "X-Frame-Options", "SAMEORIGIN",
                        "Referrer-Policy", "same-origin"));
        HttpResponse<String> again = SockJsClient.request(
                "GET",
                "/sockjs/iframe.html",
                Map.of("If-None-Match", page.headers().firstValue("ETag").orElseThrow()),
                null);
        assertThat(again.statusCode() + again.body()).isEqualTo("304");
        HttpResponse<String> script =
                SockJsClient.request("GET", "/sockjs/000/" + SockJsClient.nextSession() + "/jsonp?c=f", Map.of(), null);
        assertHeaders(script, Map.of("X-Content-Type-Options", "nosniff"));
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void everyTransport_carriesASession(Kind kind) throws Exception {
        String special = "é \u2028 <\\/script> 📚 %0A";
        try (SockJsClient client = new SockJsClient(kind, SockJsClient.nextSession()).connect();
                DdpClient other = TestApplication.client()) {
            client.send("{\"msg\":\"method\",\"method\":\"echo\",\"id\":\"1\",\"params\":[\"" + special + "\"]}");
            assertThat(client.await("\"result\"")).contains("é", " </script> 📚 %0A");
            client.send("{\"msg\":\"sub\",\"id\":\"2\",\"name\":\"all\",\"params\":[[\"section\"]]}");
            client.await("\"ready\"");
            String name = "By " + kind + TestApplication.nextId();
            other.call("addSection", name, 1);
            assertThat(client.await(name)).contains("\"added\"");
            // Longer than a response may be.
            for (int i = 0; i < 3; i++) {
                String id = "long" + i;
                client.send("{\"msg\":\"method\",\"method\":\"echo\",\"id\":\"" + id + "\",\"params\":[\""
                        + "x".repeat(60_000) + "\"]}");
                assertThat(client.await("\"id\":\"" + id + "\"")).hasSizeGreaterThan(60_000);
            }
            // Longer than it is silent for.
            assertThat(heartbeat(client)).isEqualTo("h");
        }
    }

    private static String heartbeat(SockJsClient client) throws Exception {
        String frame = client.frame();
        while (frame == null || frame.startsWith("a")) {
            frame = client.frame();
        }
        return frame;
    }

    @Test
    void secondResponse_isRefusedWhileThereIsTheFirst() throws Exception {
        String session = SockJsClient.nextSession();
        try (SockJsClient first = new SockJsClient(Kind.XHR_STREAMING, session).connect()) {
            HttpResponse<String> second = SockJsClient.request("POST", "/sockjs/001/" + session + "/xhr", Map.of(), "");
            assertThat(second.body()).isEqualTo("c[2010,\"Another connection still open\"]\n");
            first.send("{\"msg\":\"method\",\"method\":\"increment\",\"id\":\"1\",\"params\":[1]}");
            assertThat(first.await("\"result\"")).contains("\"result\":2");
        }
    }

    @Test
    void closedSession_saysSoToEachPoll_andIsForgottenLater() throws Exception {
        String session = "/sockjs/000/" + SockJsClient.nextSession();
        assertThat(SockJsClient.request("POST", session + "/xhr", Map.of(), "").body())
                .isEqualTo("o\n");
        SockJsClient.request("POST", session + "/xhr_send", TEXT, "[\"{\\\"msg\\\":\\\"connect\\\"}\"]");
        assertThat(SockJsClient.request("POST", session + "/xhr", Map.of(), "").body())
                .isEqualTo("a[\"{\\\"msg\\\":\\\"failed\\\",\\\"version\\\":\\\"1\\\"}\"]\n");
        for (int i = 0; i < 2; i++) {
            assertThat(SockJsClient.request("POST", session + "/xhr", Map.of(), "")
                            .body())
                    .isEqualTo("c[1000,\"Normal closure\"]\n");
        }
        assertThat(SockJsClient.request("POST", session + "/xhr_send", TEXT, "[\"x\"]")
                        .statusCode())
                .isEqualTo(204);
        await().untilAsserted(() -> assertThat(SockJsClient.request("POST", session + "/xhr_send", TEXT, "[\"x\"]")
                        .statusCode())
                .isEqualTo(404));
    }

    @Test
    void clientThatDoesNotAskAgain_isGone() throws Exception {
        String session = SockJsClient.nextSession();
        new SockJsClient(Kind.XHR, session).connect();
        await().untilAsserted(() -> assertThat(
                        SockJsClient.request("POST", "/sockjs/000/" + session + "/xhr_send", TEXT, "[\"x\"]")
                                .statusCode())
                .isEqualTo(404));
        assertThat(new SockJsClient(Kind.XHR, session).frame()).isEqualTo("o");
    }

    @Test
    void tooLargeARequest_endsItsSessionOnly() throws Exception {
        String session = SockJsClient.nextSession();
        try (SockJsClient client = new SockJsClient(Kind.XHR, session).connect();
                DdpClient other = TestApplication.client()) {
            assertThat(SockJsClient.request(
                                    "POST",
                                    "/sockjs/000/" + session + "/xhr_send",
                                    TEXT,
                                    "[\"" + "x".repeat(100_000) + "\"]")
                            .statusCode())
                    .isEqualTo(413);
            assertThat(client.await("c[")).startsWith("c[1009,");
            assertThat(other.call("increment", 1)).isEqualTo(2L);
        }
    }

    @Test
    @DisabledIfSystemProperty(named = "it.server", matches = "wildfly", disabledReason = "has no users here")
    void session_isOfOneUser() throws Exception {
        String session = "/sockjs/000/" + SockJsClient.nextSession();
        Map<String, String> alice = credentials("alice");
        assertThat(SockJsClient.request("POST", session + "/xhr", alice, "").body())
                .isEqualTo("o\n");
        String connect = SockJsClient.quoted(SockJsClient.CONNECT);
        for (Map<String, String> other : List.of(Map.<String, String>of(), credentials("bob"))) {
            assertThat(SockJsClient.request("POST", session + "/xhr_send", other, connect)
                            .statusCode())
                    .isEqualTo(404);
            assertThat(SockJsClient.request("POST", session + "/xhr", other, "").statusCode())
                    .isEqualTo(404);
        }
        String who = SockJsClient.quoted("{\"msg\":\"method\",\"method\":\"whoAmI\",\"id\":\"1\",\"params\":[]}");
        for (String message : List.of(connect, who)) {
            assertThat(SockJsClient.request("POST", session + "/xhr_send", alice, message)
                            .statusCode())
                    .isEqualTo(204);
        }
        StringBuilder polled = new StringBuilder();
        while (!polled.toString().contains("result")) {
            polled.append(
                    SockJsClient.request("POST", session + "/xhr", alice, "").body());
        }
        assertThat(polled).contains("alice");
    }

    private static Map<String, String> credentials(String user) {
        return Map.of(
                "Authorization",
                "Basic "
                        + Base64.getEncoder()
                                .encodeToString((user + ":" + user + "'s password").getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void filterWithoutAsyncSupport_isToldOf() throws Exception {
        ServerLog log = new ServerLog();
        String path = "/sockjs/synchronous/" + SockJsClient.nextSession() + "/xhr";
        assertThat(SockJsClient.request("POST", path, Map.of(), "").statusCode())
                .isEqualTo(503);
        log.await("asyncSupported = true");
    }

    @Test
    void webSocket_isToldWhyItIsClosed_andThatItLives() throws Exception {
        LinkedBlockingQueue<String> frames = new LinkedBlockingQueue<>();
        CompletableFuture<Integer> closed = new CompletableFuture<>();
        WebSocket socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(
                        URI.create(SockJsClient.url("/sockjs/000/abcdefgh/websocket")
                                .replace("http:", "ws:")),
                        new WebSocket.Listener() {
                            private final StringBuilder text = new StringBuilder();

                            @Override
                            public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
                                text.append(part);
                                if (last) {
                                    frames.add(text.toString());
                                    text.setLength(0);
                                }
                                from.request(1);
                                return null;
                            }

                            @Override
                            public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
                                closed.complete(code);
                                return null;
                            }
                        })
                .get(20, TimeUnit.SECONDS);
        assertThat(frames.poll(20, TimeUnit.SECONDS)).isEqualTo("o");
        assertThat(frames.poll(20, TimeUnit.SECONDS)).isEqualTo("h");
        socket.sendText("[\"{\\\"msg\\\":\\\"connect\\\"}\"]", true).get(20, TimeUnit.SECONDS);
        List<String> rest = new ArrayList<>();
        assertThat(closed.get(20, TimeUnit.SECONDS)).isEqualTo(1000);
        frames.drainTo(rest);
        rest.removeIf("h"::equals);
        assertThat(rest)
                .containsExactly(
                        "a[\"{\\\"msg\\\":\\\"failed\\\",\\\"version\\\":\\\"1\\\"}\"]", "c[1000,\"Normal closure\"]");
    }
}
