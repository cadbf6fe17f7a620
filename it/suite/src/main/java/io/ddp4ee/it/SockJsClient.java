package io.ddp4ee.it;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;

import static org.assertj.core.api.Assertions.assertThat;

/** A client of one SockJS transport over HTTP, from which nothing is hidden. */
final class SockJsClient implements AutoCloseable {

    /** The change to HTTP/2 that the JDK offers over clear text does not get on with every server. */
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(20))
            .build();

    static final String CONNECT = "{\"msg\":\"connect\",\"version\":\"1\",\"support\":[\"1\"]}";

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    /** How it asks, and how frames stand in what it gets. */
    enum Kind {
        XHR("POST", "/xhr", "/xhr_send", "(.*)"),
        XHR_STREAMING("POST", "/xhr_streaming", "/xhr_send", "(.*)"),
        EVENTSOURCE("GET", "/eventsource", "/xhr_send", "data: (.*)"),
        HTMLFILE("GET", "/htmlfile?c=a.b", "/xhr_send", "p\\((\".*\")\\);"),
        JSONP("GET", "/jsonp?c=a.b", "/jsonp_send", "/\\*\\*/a\\.b\\((\".*\")\\);");

        private final String method;
        private final String down;
        private final String up;
        private final Pattern frame;

        Kind(String method, String down, String up, String frame) {
            this.method = method;
            this.down = down;
            this.up = up;
            this.frame = Pattern.compile(frame);
        }

        boolean polls() {
            return this == XHR || this == JSONP;
        }

        /** Null for a line that has none. */
        String frame(String line) {
            Matcher matcher = frame.matcher(line);
            if (!matcher.matches()
                    || matcher.group(1).isEmpty()
                    || matcher.group(1).startsWith("hhh")) {
                return null;
            }
            String found = this == EVENTSOURCE ? matcher.group(1).replace("%25", "%") : matcher.group(1);
            return found.startsWith("\"") ? strings("[" + found + "]").get(0) : found;
        }
    }

    private final Kind kind;
    private final String url;
    private BufferedReader response;

    /** All that has come, message by message; other frames as they are. */
    final List<String> received = new ArrayList<>();

    SockJsClient(Kind kind, String session) {
        this.kind = kind;
        this.url = url("/sockjs/000/" + session);
    }

    /** As a client makes one up. */
    static String nextSession() {
        return "s" + TestApplication.nextId();
    }

    static String url(String path) {
        return TestApplication.url().replaceFirst("/websocket$", "") + path;
    }

    static HttpResponse<String> request(String method, String path, Map<String, String> headers, String body)
            throws IOException, InterruptedException {
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(url(path)))
                .timeout(TIMEOUT)
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        headers.forEach(builder::header);
        return HTTP.send(builder.build(), BodyHandlers.ofString());
    }

    private static List<String> strings(String json) {
        try (JsonReader reader = Json.createReader(new StringReader(json))) {
            JsonArray array = reader.readArray();
            return array.getValuesAs(JsonString::getString);
        }
    }

    static String quoted(String text) {
        return Json.createArrayBuilder().add(text).build().toString();
    }

    /** One frame; null if the response has ended. */
    String frame() throws IOException, InterruptedException {
        if (response == null) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(url + kind.down))
                    .timeout(TIMEOUT)
                    .method(kind.method, BodyPublishers.noBody())
                    .build();
            HttpResponse<InputStream> answer = HTTP.send(request, BodyHandlers.ofInputStream());
            assertThat(answer.statusCode()).isEqualTo(200);
            response = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
        }
        for (String line = response.readLine(); line != null; line = response.readLine()) {
            String frame = kind.frame(line);
            if (frame != null) {
                return frame;
            }
        }
        close();
        return null;
    }

    @Override
    public void close() throws IOException {
        if (response != null) {
            response.close();
            response = null;
        }
    }

    /** Opens further responses until there has been this. */
    String await(String part) throws IOException, InterruptedException {
        while (true) {
            String frame = frame();
            int before = received.size();
            if (frame != null && frame.startsWith("a")) {
                received.addAll(strings(frame.substring(1)));
            } else if (frame != null && !frame.equals("h")) {
                received.add(frame);
            }
            for (String message : received.subList(before, received.size())) {
                if (message.contains(part)) {
                    return message;
                }
            }
        }
    }

    SockJsClient connect() throws IOException, InterruptedException {
        await("o");
        send(CONNECT);
        await("\"connected\"");
        return this;
    }

    void send(String message) throws IOException, InterruptedException {
        boolean isForm = kind == Kind.JSONP;
        String json = quoted(message);
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + kind.up))
                .timeout(TIMEOUT)
                .header("Content-Type", isForm ? "application/x-www-form-urlencoded" : "text/plain")
                .POST(BodyPublishers.ofString(isForm ? "d=" + URLEncoder.encode(json, StandardCharsets.UTF_8) : json))
                .build();
        HttpResponse<String> answer = HTTP.send(request, BodyHandlers.ofString());
        assertThat(answer.statusCode() + answer.body()).isEqualTo(isForm ? "200ok" : "204");
    }
}
