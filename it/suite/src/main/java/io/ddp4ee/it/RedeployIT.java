package io.ddp4ee.it;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.awaitility.Awaitility;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.ddp4ee.it.database.Database;

import static org.assertj.core.api.Assertions.assertThat;

/** The bookstore, deployed again and again while clients are connected, leaves nothing behind, and its clients come back. */
@ExtendWith(ArquillianExtension.class)
@Tag("load")
class RedeployIT {

    private static final String BOOKSTORE = "bookstore";

    private static final int TIMES = 10;

    /**
     * Class loaders of so many applications there may be at a time: servers keep some of the last for a while. Open Liberty's
     * log keeps the parameters of its last messages, by soft references, and one of them is a class of the application.
     */
    private static final int KEPT = TIMES / 2;

    private static final List<String> CLIENTS = List.of("browser-module", "simpleddp");

    /** All authors and all books, which both clients share. */
    private static final long LIVE_QUERIES = 2;

    /** An end that was announced: the application stops, or its database is not there yet or any more. */
    private static final List<String> ANNOUNCED = List.of("1001", "1013");

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Deployment(name = "probe", order = 1, testable = false)
    static WebArchive probe() {
        return ServerProbe.war();
    }

    @Deployment(name = BOOKSTORE, managed = false, testable = false)
    static WebArchive bookstore() {
        return TestApplication.bookstore(System.getProperty("it.database.port"));
    }

    @ArquillianResource
    private Deployer deployer;

    private boolean isDeployed;

    @Test
    void tenRedeployments_leaveNothingBehindAndClientsComeBack() throws Exception {
        long others = Footprint.countClassLoaders();
        deploy();
        try (Database database = Database.connect();
                NodeClients clients = NodeClients.start("node", "redeployments.js")) {
            awaitPrice(clients, setPrice(1));
            List<Footprint> footprints = new ArrayList<>();
            for (int i = 1; i <= TIMES; i++) {
                undeploy();
                awaitGone(database);
                database.execute("update book set price = " + 10 * i + " where id = 1");
                deploy();
                awaitPrice(clients, 10 * i);
                awaitPrice(clients, setPrice(10 * i + 1));
                footprints.add(settled(database));
            }
            assertThat(footprints)
                    .extracting(footprint -> footprint.ours().withoutPooledThreads())
                    .containsOnly(footprints.get(0).ours().withoutPooledThreads());
            assertThat(footprints)
                    .extracting(Footprint::classLoaders)
                    .as("class loaders beside %d of other applications", others)
                    .allMatch(count -> count >= 1 && count <= others + KEPT);
            assertThat(growing(footprints))
                    .as("what grew with every deployment")
                    .isEmpty();
            clients.finish();
            for (String client : CLIENTS) {
                assertThat(clients.told(client + " closed "))
                        .as("closed connections of " + client)
                        .hasSizeGreaterThanOrEqualTo(TIMES)
                        .isSubsetOf(ANNOUNCED);
            }
        } finally {
            if (isDeployed) {
                undeploy();
            }
        }
    }

    private void deploy() {
        deployer.deploy(BOOKSTORE);
        isDeployed = true;
    }

    private void undeploy() {
        isDeployed = false;
        deployer.undeploy(BOOKSTORE);
    }

    private static void awaitGone(Database database) throws SQLException {
        Awaitility.await("nothing of the application is left").atMost(PATIENCE).untilAsserted(() -> {
            Footprint.Ours left = Footprint.take(database).ours();
            assertThat(left.servers()).as("servers").isZero();
            assertThat(left.sessions()).as("sessions").isZero();
            assertThat(left.liveQueries()).as("live queries").isZero();
            assertThat(left.threads()).as("threads").isEmpty();
            assertThat(left.listening()).as("connections that listen").isZero();
        });
    }

    /** When what lingers for a while has gone, such as a query of a client that has connected twice meanwhile. */
    private static Footprint settled(Database database) throws SQLException {
        List<Footprint> taken = new ArrayList<>();
        Awaitility.await("a server, its clients and their queries")
                .atMost(PATIENCE)
                .untilAsserted(() -> {
                    taken.add(Footprint.take(database));
                    Footprint.Ours ours = taken.get(taken.size() - 1).ours();
                    assertThat(List.of(ours.servers(), ours.sessions(), ours.liveQueries()))
                            .isEqualTo(List.of(1L, (long) CLIENTS.size(), LIVE_QUERIES));
                });
        return taken.get(taken.size() - 1);
    }

    /** The numbers of the server's own threads and connections go up and down; a leak makes them go up each time. */
    private static Set<String> growing(List<Footprint> footprints) {
        Set<String> growing = new TreeSet<>(footprints.get(TIMES - 1).counts().keySet());
        for (int i = 1; i < TIMES; i++) {
            Map<String, Long> before = footprints.get(i - 1).counts();
            Map<String, Long> after = footprints.get(i).counts();
            growing.removeIf(what -> after.getOrDefault(what, 0L) <= before.getOrDefault(what, 0L));
        }
        return growing;
    }

    /** Over REST, as somebody who knows nothing of DDP. */
    private static int setPrice(int price) throws Exception {
        HttpResponse<String> response = HTTP.send(
                HttpRequest.newBuilder(URI.create(NodeClients.url("it.port") + "/api/books/1/price"))
                        .header("Content-Type", "application/json")
                        .PUT(HttpRequest.BodyPublishers.ofString("{\"price\":" + price + "}"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(204);
        return price;
    }

    private static void awaitPrice(NodeClients clients, int price) {
        for (String client : CLIENTS) {
            Awaitility.await(client + " sees price " + price)
                    .atMost(PATIENCE)
                    .until(() -> clients.told(client + " price ").contains(String.valueOf(price)));
        }
    }
}
