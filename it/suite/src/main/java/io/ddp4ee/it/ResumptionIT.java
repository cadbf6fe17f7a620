package io.ddp4ee.it;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.ddp4ee.it.database.Database;
import io.ddp4ee.it.stress.Odometer;
import io.ddp4ee.it.stress.Roaming;
import io.ddp4ee.test.DdpClient;

import static org.assertj.core.api.Assertions.assertThat;

/** Clients that lose their connections go on with their sessions. */
@ExtendWith(ArquillianExtension.class)
class ResumptionIT {

    @Deployment(testable = false)
    static WebArchive war() {
        return TestApplication.war(Odometer.class)
                .addAsResource(
                        new StringAsset("ddp.session.resume-queue=2000\nddp.session.resume-replay=2000\n"),
                        "META-INF/microprofile-config.properties");
    }

    @Test
    void connectionsAreCutAtRandomWhileAllWrite_everyMessageComesOnce_noMethodRunsTwice() throws Exception {
        new Roaming(TestApplication.url(), TestApplication.nextId(), true)
                .run(() -> Database.connect().connection());
    }

    @Test
    void session_goesOnOnAnotherConnection() {
        try (DdpClient client = TestApplication.subscribed("section").resumable()) {
            Object id = client.call("addSection", "Resumed", 1);
            int before = client.received().size();
            assertThat(client.reconnect()).isTrue();
            client.call("renameSection", id, "Resumed and renamed");
            client.awaitField("section", id, "name", "Resumed and renamed");
            assertThat(client.received().subList(before, client.received().size()))
                    .as("nothing is told again")
                    .hasSize(4)
                    .first()
                    .isEqualTo("{\"msg\":\"connected\",\"session\":\"" + client.session() + "\"}");
        }
    }

    @Test
    void sessionThatHasItsConnectionStill_isNotTakenOver() {
        try (DdpClient client = TestApplication.client();
                DdpClient other = DdpClient.open(TestApplication.url())) {
            other.send("{\"msg\":\"connect\",\"version\":\"1\",\"support\":[\"1\"],\"session\":\"" + client.session()
                    + "\",\"receivedCount\":1}");
            other.await("connected", () -> other.session() != null);
            assertThat(other.session()).isNotEqualTo(client.session());
            assertThat(client.call("increment", 1)).isEqualTo(2L);
        }
    }

    /** As long as the server finds out whose the session is, too, what a client says may be as long as it likes. */
    @Test
    void muchIsSaidBeforeItIsKnownWhetherTheSessionGoesOn_isHandledThen() {
        try (DdpClient client = TestApplication.client();
                DdpClient other = DdpClient.open(TestApplication.url())) {
            String text = "x".repeat(100_000);
            other.send("{\"msg\":\"connect\",\"version\":\"1\",\"support\":[\"1\"],\"session\":\"" + client.session()
                    + "\",\"receivedCount\":1}");
            other.send("{\"msg\":\"method\",\"method\":\"echo\",\"id\":\"1\",\"params\":[\"" + text + "\"]}");
            other.awaitMessage("{\"msg\":\"result\",\"id\":\"1\",\"result\":\"" + text + "\"}");
        }
    }

    @Test
    void olderClient_thatDoesNotCount_beginsAnew() {
        try (DdpClient client = TestApplication.client()) {
            client.abort();
            try (DdpClient other = DdpClient.open(TestApplication.url())) {
                other.send("{\"msg\":\"connect\",\"version\":\"1\",\"support\":[\"1\"],\"session\":\""
                        + client.session() + "\"}");
                other.await("connected", () -> other.session() != null);
                assertThat(other.session()).isNotEqualTo(client.session());
            }
        }
    }
}
