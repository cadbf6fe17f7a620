package io.ddp4ee.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.jboss.arquillian.container.test.api.ContainerController;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.TargetsContainer;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.ddp4ee.test.ClientSubscription;
import io.ddp4ee.test.DdpClient;
import io.ddp4ee.test.DdpErrorException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Two servers over one database. */
@ExtendWith(ArquillianExtension.class)
class TwoServersIT {

    private static final int RICHEST = 100;

    @Deployment(name = "on the first", testable = false)
    @TargetsContainer("first")
    static WebArchive first() {
        return TestApplication.war(Clerks.class);
    }

    @Deployment(name = "on the second", managed = false, testable = false)
    @TargetsContainer("second")
    static WebArchive second() {
        return TestApplication.second().addClass(Clerks.class);
    }

    @ArquillianResource
    private ContainerController controller;

    @ArquillianResource
    private Deployer deployer;

    private SecondServer secondServer;

    @BeforeEach
    void startSecond() {
        secondServer = new SecondServer(controller, deployer, "on the second");
    }

    @AfterEach
    void stopSecond() throws IOException {
        secondServer.close();
    }

    private static DdpClient onSecond() {
        DdpClient client = DdpClient.connect(SecondServer.url());
        client.subscribe("all", List.of("section")).awaitReady();
        return client;
    }

    /** One test, because to start a server takes longer than all of it. */
    @Test
    void changesOnEither_reachTheClientsOfBoth() {
        try (DdpClient first = TestApplication.subscribed("section");
                DdpClient second = onSecond()) {
            Object id = first.call("addSection", "by the first", 1);
            second.awaitField("section", id, "name", "by the first");
            second.call("renameSection", id, "by the second");
            first.awaitField("section", id, "name", "by the second");

            b2_changesThatComeTogether_areToldInTheirOrder(first, second, id);
            sharedCacheOfTheOtherServer_isNotStale(first, second, id);
            otherServer_queriesNothing(first, second, id);
            otherServer_followsReferences_queryingNothing(first, id);
            sessionThatGoesOn_readsNothing(first);
            rolesOfAUser_changeOnBoth(first);
            sessions_areClosedOnBoth(first);
        }
    }

    private void b2_changesThatComeTogether_areToldInTheirOrder(DdpClient first, DdpClient second, Object id) {
        int before = second.received().size();
        for (int i = 1; i <= 100; i++) {
            first.call("renameSection", id, "b2 " + i);
        }
        second.awaitField("section", id, "name", "b2 100");
        assertThat(second.received().stream()
                        .skip(before)
                        .map(message -> Integer.valueOf(message.replaceAll(".*b2 (\\d+).*", "$1"))))
                .isSorted()
                .doesNotHaveDuplicates();
    }

    private void sharedCacheOfTheOtherServer_isNotStale(DdpClient first, DdpClient second, Object id) {
        for (int i = 0; i < 5; i++) {
            second.call("nameOfSection", id);
            first.call("renameSection", id, "cached " + i);
            second.awaitField("section", id, "name", "cached " + i);
            assertThat(second.call("nameOfSection", id)).isEqualTo("cached " + i);
        }
    }

    private void otherServer_queriesNothing(DdpClient first, DdpClient second, Object id) {
        List<DdpClient> crowd = new ArrayList<>();
        try {
            for (int i = 0; i < 20; i++) {
                crowd.add(onSecond());
            }
            secondServer.proxy().clear();
            first.call("renameSection", id, "counted");
            for (DdpClient one : crowd) {
                one.awaitField("section", id, "name", "counted");
            }
            second.awaitField("section", id, "name", "counted");
            assertThat(queries()).filteredOn(TwoServersIT::readsSections).isEmpty();

            secondServer.proxy().clear();
            first.call("addArticle", TestApplication.nextId(), "of no concern to the second");
            // Commits arrive in order, so when the next one is here, that one has been.
            first.call("renameSection", id, "counted again");
            second.awaitField("section", id, "name", "counted again");
            assertThat(queries()).filteredOn(TwoServersIT::readsSections).isEmpty();
            assertThat(queries()).noneMatch(statement -> reads(statement, "article"));
        } finally {
            crowd.forEach(DdpClient::close);
        }
    }

    /** What its conditions lead through is known to the first server soon, not at once. */
    private void otherServer_followsReferences_queryingNothing(DdpClient first, Object section) {
        Long article = TestApplication.nextId();
        first.call("addArticle", article, "follows");
        first.call("fileArticle", article, section);
        String name = "followed " + article;
        try (DdpClient client = DdpClient.connect(SecondServer.url())) {
            client.subscribe("articlesOfSection", name).awaitReady();
            boolean hasRead = true;
            for (int i = 0; hasRead && i < 20; i++) {
                secondServer.proxy().clear();
                first.call("renameSection", section, name);
                client.awaitField("article", article, "title", "follows");
                first.call("renameSection", section, "another");
                client.await(
                        "the article's leaving",
                        () -> client.collection("article").ids().isEmpty());
                hasRead = queries().stream().anyMatch(statement -> reads(statement, "article"));
            }
            assertThat(hasRead).isFalse();
        }
    }

    private void sessionThatGoesOn_readsNothing(DdpClient first) {
        for (int i = 0; i < RICHEST; i++) {
            first.call("addSection", "one of the richest", 1000 + i);
        }
        try (DdpClient client = DdpClient.connect(SecondServer.url()).resumable()) {
            client.subscribe("richest", RICHEST).awaitReady();
            secondServer.proxy().clear();
            int before = client.received().size();
            assertThat(client.reconnect()).isTrue();
            long queries =
                    queries().stream().filter(TwoServersIT::readsSections).count();
            assertThat(queries).as("queries of a session that goes on").isZero();
            long bytes = bytes(client, before);
            assertThat(client.collection("richest").size()).isEqualTo(RICHEST);

            // Of a query that is nobody's: its own would be live still.
            try (DdpClient another = DdpClient.connect(SecondServer.url())) {
                another.subscribe("richest", RICHEST - 1).awaitReady();
                System.out.printf(
                        "reconnection with %d documents: %d bytes and %d queries with resumption, %d and %d without%n",
                        RICHEST,
                        bytes,
                        queries,
                        bytes(another, 0),
                        queries().stream().filter(TwoServersIT::readsSections).count());
            }
        }
    }

    private static DdpClient loggedIn(String url, String user, String token) {
        DdpClient client = DdpClient.connect(url);
        client.call("logIn", user, token);
        return client;
    }

    private void rolesOfAUser_changeOnBoth(DdpClient first) {
        first.call("addSection", "ann", 1);
        Object secret = first.call("addSection", "secret of clerks", 1);
        try (DdpClient here = loggedIn(TestApplication.url(), "ann", null);
                DdpClient there = loggedIn(SecondServer.url(), "ann", null);
                DdpClient another = loggedIn(SecondServer.url(), "ben", null)) {
            List<DdpClient> clerks = List.of(here, there);
            List<ClientSubscription> guarded = new ArrayList<>();
            for (DdpClient clerk : clerks) {
                guarded.add(clerk.subscribe("ofClerks"));
                guarded.get(guarded.size() - 1).awaitReady();
                clerk.awaitField("section", secret, "name", "secret of clerks");
            }
            another.subscribe("perhapsOfClerks").awaitReady();
            there.subscribe("perhapsOfClerks").awaitReady();

            assertThatThrownBy(() -> first.call("dismiss", "ann", true)).isInstanceOf(DdpErrorException.class);
            int heard = another.received().size();
            first.call("dismiss", "ann", false);

            for (ClientSubscription one : guarded) {
                assertThat(one.awaitEnd()).hasMessageContaining("403");
            }
            for (DdpClient clerk : clerks) {
                clerk.await(
                        "the end of what clerks see",
                        () -> clerk.collection("section").size() == 0);
            }
            assertThat(another.received()).as("what concerns another").hasSize(heard);
            first.call("addSection", "ann", 1);
            // Nobody has said so.
            assertThat(there.collection("section").size()).isZero();
        }
        try (DdpClient again = loggedIn(SecondServer.url(), "ann", null)) {
            again.subscribe("ofClerks").awaitReady();
            again.awaitField("section", secret, "name", "secret of clerks");
        }
    }

    private void sessions_areClosedOnBoth(DdpClient first) {
        try (DdpClient here = loggedIn(TestApplication.url(), "ann", "one token");
                DdpClient there = loggedIn(SecondServer.url(), "ann", "another token");
                DdpClient ben = loggedIn(SecondServer.url(), "ben", "a third")) {
            first.call("revoke", "another token");
            assertThat(there.awaitClose()).isEqualTo(1000);
            assertThatThrownBy(() -> first.call("disable", "ann", true)).isInstanceOf(DdpErrorException.class);
            assertThat(here.call("echo", 1)).isEqualTo(1L);
            first.call("disable", "ann", false);
            assertThat(here.awaitClose()).isEqualTo(1000);
            assertThat(ben.call("echo", 1)).isEqualTo(1L);
        }
    }

    private static long bytes(DdpClient client, int from) {
        List<String> received = client.received();
        return received.subList(from, received.size()).stream()
                .mapToLong(message -> message.getBytes(StandardCharsets.UTF_8).length)
                .sum();
    }

    private static boolean readsSections(String statement) {
        return reads(statement, "section");
    }

    private static boolean reads(String statement, String table) {
        return statement.toLowerCase(Locale.ROOT).contains("from " + table);
    }

    /** Without the probe, which does not belong to any change. */
    private List<String> queries() {
        return secondServer.proxy().statements().stream()
                .filter(statement -> !statement.contains("pg_notify"))
                .toList();
    }
}
