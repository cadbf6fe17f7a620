package io.ddp4ee.it;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

import io.ddp4ee.it.database.Database;
import io.ddp4ee.test.DdpClient;

import static org.assertj.core.api.Assertions.assertThat;

/** What anybody who listens to the same database sees and does. */
@ExtendWith(ArquillianExtension.class)
class NotifyIT {

    private static final String CHANNEL = "ddp_it_article";

    @Deployment(testable = false)
    static WebArchive war() {
        return TestApplication.war();
    }

    @Test
    void notificationIsNotSeenBeforeItsCommit() throws Exception {
        try (DdpClient client = TestApplication.subscribed("article");
                Database gate = Database.connect();
                Database listener = Database.connect()) {
            gate.execute("""
                    create or replace function hold() returns trigger language plpgsql as $$ begin
                      if new.title = 'hold' then perform pg_advisory_xact_lock(4711); end if;
                      return null; end $$""");
            gate.execute("""
                    create constraint trigger hold after insert on article
                    deferrable initially deferred for each row execute function hold()""");
            gate.execute("select pg_advisory_lock(4711)");
            listener.execute("listen " + CHANNEL);
            long id = TestApplication.nextId();
            CompletableFuture<Object> held = client.callAsync("addArticle", id, "hold");
            gate.awaitRow("select 1 from pg_locks where locktype = 'advisory' and objid = 4711 and not granted");

            // The writer stands in its COMMIT, its NOTIFY behind it. When a later one has gone by, it would be here.
            try (DdpClient other = TestApplication.client()) {
                long marker = TestApplication.nextId();
                other.call("addArticle", marker, "marker");
                client.awaitField("article", marker, "title", "marker");
                assertThat(client.collection("article").get(Long.toString(id))).isNull();
                assertThat(received(listener, 1)).hasSize(1).allMatch(payload -> payload.contains("" + marker));
            }
            gate.execute("select pg_advisory_unlock(4711)");
            held.get(15, TimeUnit.SECONDS);
            client.awaitField("article", id, "title", "hold");
            assertThat(received(listener, 1)).hasSize(1).allMatch(payload -> payload.contains("" + id));
            gate.execute("drop trigger hold on article");
        }
    }

    private static List<String> received(Database listener, int atLeast) throws SQLException {
        PGConnection connection = listener.connection().unwrap(PGConnection.class);
        List<String> payloads = new ArrayList<>();
        while (payloads.size() < atLeast) {
            PGNotification[] notifications = connection.getNotifications(15_000);
            assertThat(notifications).as("notifications").isNotEmpty();
            for (PGNotification notification : notifications) {
                payloads.add(notification.getParameter());
            }
        }
        return payloads;
    }

    @Test
    void forgedNotifications_changeNothingAndDisturbNobody() throws Exception {
        try (DdpClient client = TestApplication.subscribed("article");
                Database stranger = Database.connect()) {
            stranger.execute("listen " + CHANNEL);
            long first = TestApplication.nextId();
            client.call("addArticle", first, "genuine");
            String genuine = received(stranger, 1).get(0);
            int before = client.received().size();
            for (String forged : List.of(
                    "",
                    "x",
                    "1 x x",
                    "{\"entity\":\"Article\"}",
                    genuine,
                    genuine.replace("genuine", "forged"),
                    genuine.substring(0, genuine.length() / 2),
                    "2" + genuine.substring(1),
                    "P" + genuine.substring(1),
                    "\u00e9".repeat(3_000))) {
                for (String channel : List.of(CHANNEL, "ddp_it", "ddp_it_section")) {
                    stranger.execute("select pg_notify('" + channel + "', '" + forged + "')");
                }
            }
            long second = TestApplication.nextId();
            client.call("addArticle", second, "after");
            assertThat(client.received().subList(before, client.received().size()))
                    .as("added, result and updated of the second article")
                    .hasSize(3)
                    .noneMatch(message -> message.contains("forged"));
        }
    }
}
