package io.ddp4ee.it;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.ddp4ee.test.DdpClient;

import static org.assertj.core.api.Assertions.assertThat;

/** The endpoints are where the application wants them. */
@ExtendWith(ArquillianExtension.class)
class PathIT {

    private static String root() {
        return TestApplication.url().replace("/websocket", "");
    }

    @Deployment(testable = false)
    static WebArchive war() {
        return TestApplication.war()
                .addAsResource(new StringAsset("ddp.path=/live"), "META-INF/microprofile-config.properties");
    }

    private static HttpResponse<String> get(String path) throws Exception {
        // The change to HTTP/2 that the JDK offers over clear text does not get on with every server.
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .build()
                .send(HttpRequest.newBuilder(URI.create(root() + path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void everything_isBelowTheConfiguredPath() throws Exception {
        for (String path :
                new String[] {"/live/websocket", "/live/sockjs/websocket", "/live/sockjs/123/abcdefgh/websocket"}) {
            try (DdpClient client = DdpClient.connect(root() + path)) {
                assertThat(client.call("increment", 1)).as(path).isEqualTo(2L);
            }
        }
        assertThat(get("/live/sockjs/info").body())
                .startsWith("{\"websocket\":true,\"origins\":[\"*:*\"],\"cookie_needed\":false,\"entropy\":");
        assertThat(get("/live/sockjs").body()).isEqualTo("Welcome to SockJS!\n");
        assertThat(get("/live/ddp/client.js").body()).contains("export function connect");
        assertThat(get("/ddp/client.js").statusCode()).isEqualTo(404);
        for (String ofDevelopment : List.of("schema.json", "schema.d.ts", "inspection.html")) {
            assertThat(get("/live/ddp/" + ofDevelopment).statusCode())
                    .as(ofDevelopment)
                    .isEqualTo(404);
        }
    }
}
