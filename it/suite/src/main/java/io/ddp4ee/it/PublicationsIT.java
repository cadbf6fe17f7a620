package io.ddp4ee.it;

import java.io.IOException;
import java.util.List;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.ddp4ee.test.DdpClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What Meteor's own tests of its client need of publications, as it is on the wire. */
@ExtendWith(ArquillianExtension.class)
class PublicationsIT {

    private static final String USER =
            "{\"msg\":\"added\",\"collection\":\"users\",\"id\":\"1\",\"fields\":{\"online\":true}}";

    @Deployment(testable = false)
    static WebArchive war() {
        return TestApplication.war(OwnedDocuments.class, SessionFixtures.class);
    }

    private static RawClient subscribed(String publication, String parameters) throws IOException {
        RawClient client = RawClient.subscribe(publication, parameters);
        assertThat(client.receive()).startsWith("{\"msg\":\"connected\"");
        return client;
    }

    private static void assertReceived(RawClient client, String... messages) throws IOException {
        for (String message : messages) {
            assertThat(client.receive()).isEqualTo(message);
        }
    }

    private static String shown(String msg, String who) {
        return "{\"msg\":\"" + msg + "\",\"collection\":\"a\",\"id\":\"who\",\"fields\":{\"name\":\"" + who + "\"}}";
    }

    @Test
    void twoQueries_allIsAdded_thenReady() throws IOException {
        long article = TestApplication.nextId();
        String name = "Section " + article;
        try (DdpClient other = TestApplication.client()) {
            String section = (String) other.call("addSection", name, 1);
            other.call("addArticle", article, "Article");
            other.call("fileArticle", article, section);
            try (RawClient client = subscribed("sectionAndArticles", "[\"" + name + "\"]")) {
                assertThat(List.of(client.receive(), client.receive()))
                        .containsExactlyInAnyOrder(
                                "{\"msg\":\"added\",\"collection\":\"section\",\"id\":\"" + section
                                        + "\",\"fields\":{\"name\":\"" + name + "\"}}",
                                "{\"msg\":\"added\",\"collection\":\"article\",\"id\":\"" + article
                                        + "\",\"fields\":{\"title\":\"Article\"}}");
                assertReceived(client, "{\"msg\":\"ready\",\"subs\":[\"1\"]}");
            }
        }
    }

    @Test
    void clientThatGoes_isSentNothing_andOnStopRuns() throws IOException {
        try (DdpClient other = TestApplication.client();
                RawClient client = subscribed("hand", "[\"gone\",\"a\",{}]")) {
            assertReceived(
                    client,
                    "{\"msg\":\"added\",\"collection\":\"a\",\"id\":\"x\"}",
                    "{\"msg\":\"ready\",\"subs\":[\"1\"]}");
            assertThat(other.call("stopped", "gone")).isNull();

            client.write(RawClient.message("{\"msg\":\"disconnect\"}"));
            client.write(RawClient.frame(true, RawClient.CLOSE, RawClient.NORMAL));

            assertReceived(client, "closed 1000");
            await("onStop").until(() -> "null".equals(other.call("stopped", "gone")));
        }
    }

    @Test
    void whatAnUserSeesOtherwise_isChanged_alsoWhenNobodyIsLoggedInAnyMore() throws IOException {
        String ready = "{\"msg\":\"ready\",\"subs\":[\"1\"]}";
        try (RawClient client = subscribed("who", "[]")) {
            assertReceived(client, shown("added", "null"), ready);
            client.write(
                    RawClient.message("{\"msg\":\"method\",\"id\":\"m\",\"method\":\"setUserId\",\"params\":[\"1\"]}"));
            assertReceived(
                    client,
                    shown("changed", "1"),
                    USER,
                    ready,
                    "{\"msg\":\"updated\",\"methods\":[\"m\"]}",
                    "{\"msg\":\"result\",\"id\":\"m\",\"result\":\"1\"}");
            client.write(
                    RawClient.message("{\"msg\":\"method\",\"id\":\"n\",\"method\":\"setUserId\",\"params\":[null]}"));
            assertReceived(
                    client,
                    shown("changed", "null"),
                    "{\"msg\":\"removed\",\"collection\":\"users\",\"id\":\"1\"}",
                    ready,
                    "{\"msg\":\"updated\",\"methods\":[\"n\"]}",
                    "{\"msg\":\"result\",\"id\":\"n\",\"result\":null}");
        }
    }
}
