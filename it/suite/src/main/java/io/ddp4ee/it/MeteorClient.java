package io.ddp4ee.it;

import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;

import static org.assertj.core.api.Assertions.assertThat;

/** Asks for an application as a browser does, a modern one unless it says otherwise. */
final class MeteorClient {

    static final String MODERN =
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0"
                    + " Safari/537.36";
    static final String LEGACY = "Mozilla/5.0 (Windows NT 10.0; Trident/7.0; rv:11.0) like Gecko";

    private static final Pattern CONFIG =
            Pattern.compile("__meteor_runtime_config__ = JSON\\.parse\\(decodeURIComponent\\(\"([^\"]*)\"\\)\\);");

    // The change to HTTP/2 that the JDK offers over clear text does not get on with every server.
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final String root;

    /** @param path of the application within the context root */
    MeteorClient(String path) {
        root = contextRoot() + path;
    }

    static String contextRoot() {
        return TestApplication.url().replace("/websocket", "");
    }

    static String contextPath() {
        return URI.create(contextRoot()).getPath();
    }

    HttpResponse<String> get(String path, String... headers) {
        return send("GET", path, "", headers);
    }

    /** @param headers names and values, which go before the usual ones */
    HttpResponse<String> send(String method, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(root + path))
                .setHeader("User-Agent", MODERN)
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(method + " " + path + " is not answered", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted", e);
        }
    }

    /** What a page tells its program. */
    JsonObject config(String path, String... headers) {
        return configOf(get(path, headers).body());
    }

    static JsonObject configOf(String page) {
        Matcher matcher = CONFIG.matcher(page);
        assertThat(matcher.find()).as(page).isTrue();
        return json(URLDecoder.decode(matcher.group(1).replace("+", "%2B"), StandardCharsets.UTF_8));
    }

    static JsonObject json(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }

    static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse(null);
    }

    /** Servers write it in several ways. */
    static String type(HttpResponse<?> response) {
        return header(response, "Content-Type").replace(" ", "").toLowerCase(Locale.ROOT);
    }
}
