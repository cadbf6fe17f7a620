package io.ddp4ee.it;

import java.util.List;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.ddp4ee.test.ClientSubscription;
import io.ddp4ee.test.DdpClient;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever a publication asks for, its client is sent what its user may see; also when that changes. */
@ExtendWith(ArquillianExtension.class)
class VisibilityIT {

    private static final String ANN = "ann" + TestApplication.nextId();
    private static final String BEN = "ben" + TestApplication.nextId();

    private DdpClient ann;
    private DdpClient ben;

    @Deployment(testable = false)
    static WebArchive war() {
        return TestApplication.war(Rules.class, Clerks.class);
    }

    @BeforeEach
    void connect() {
        ann = TestApplication.client();
        ben = TestApplication.client();
    }

    @AfterEach
    void disconnect() {
        ann.close();
        ben.close();
    }

    private void logIn() {
        ann.call("logIn", ANN, null);
        ben.call("logIn", BEN, null);
    }

    private static boolean wasSent(DdpClient client, Object what) {
        return client.received().stream()
                .filter(message -> !message.contains("\"msg\":\"result\""))
                .anyMatch(message -> message.contains(String.valueOf(what)));
    }

    /** The ancestor's B8, B9, S4: what comes later was not held to the rule. */
    @Test
    void rowsOfOthers_areNeverSent_whetherTheyWereThereOrCome() {
        String before = (String) ann.call("addSectionOf", ANN);
        logIn();
        for (DdpClient client : List.of(ann, ben)) {
            client.subscribe("all", List.of("section")).awaitReady();
        }
        ann.awaitField("section", before, "name", "of " + ANN);
        String after = (String) ann.call("addSectionOf", ANN);
        ann.awaitField("section", after, "name", "of " + ANN);
        ann.call("renameSection", after, "renamed");
        ann.awaitField("section", after, "name", "renamed");
        String bens = (String) ben.call("addSectionOf", BEN);

        // Commits arrive in order, so when this has come those have been.
        ben.awaitField("section", bens, "name", "of " + BEN);
        assertThat(ben.collection("section").ids()).containsExactly(bens);
        assertThat(wasSent(ben, "of " + ANN)).isFalse();
        assertThat(wasSent(ben, "renamed")).isFalse();
    }

    @Test
    void numbers_areOfWhatMayBeSeen() {
        logIn();
        for (DdpClient client : List.of(ann, ben)) {
            client.subscribe("numbersOfAll").awaitReady();
            assertThat(client.collection("counts").get("articles")).containsKey("count");
        }
        long anns = number(ann);
        long bens = number(ben);
        String id = (String) ann.call("addSectionOf", ANN);
        ann.awaitField("counts", "sections", "count", anns + 1);
        ben.call("addSectionOf", BEN);
        ben.awaitField("counts", "sections", "count", bens + 1);
        ann.call("join", BEN, id);
        ben.awaitField("counts", "sections", "count", bens + 2);
        assertThat(number(ann)).isEqualTo(anns + 1);
        // The other tests begin with nothing of his.
        ann.call("leave", BEN);
        ben.awaitField("counts", "sections", "count", 0L);
    }

    private static long number(DdpClient client) {
        return (Long) client.collection("counts").get("sections").get("count");
    }

    @Test
    void documents_comeIntoSight_andMoveOutOfIt_whileTheirClientsWatch() {
        String id = (String) ann.call("addSectionOf", ANN);
        logIn();
        ben.subscribe("all", List.of("section")).awaitReady();
        assertThat(ben.collection("section").ids()).doesNotContain(id);

        ann.call("join", BEN, id);
        ben.awaitField("section", id, "name", "of " + ANN);
        ann.call("leave", BEN);
        ben.awaitRemoved("section", id);
    }

    @Test
    void nobody_seesNothing() {
        String id = (String) ben.call("addSectionOf", ANN);
        ann.subscribe("all", List.of("section")).awaitReady();
        assertThat(ann.collection("section").size()).isZero();
        ben.call("logIn", ANN, null);
        ben.subscribe("all", List.of("section")).awaitReady();
        ben.awaitField("section", id, "name", "of " + ANN);
        assertThat(wasSent(ann, ANN)).isFalse();
    }

    @Test
    void limit_countsWhatMayBeSeen() {
        ann.call("addSection", "0 of nobody", 1);
        String id = (String) ann.call("addSectionOf", ANN);
        logIn();
        ben.subscribe("first", 1).awaitReady();
        ann.subscribe("first", 100).awaitReady();
        assertThat(ann.collection("section").ids()).contains(id);
        assertThat(ben.collection("section").ids()).doesNotContain(id);
        assertThat(wasSent(ann, "0 of nobody")).isFalse();
    }

    @Test
    void ruleOfRoles_hidesRowsAndFields_untilTheUserHasTheRole() {
        long open = TestApplication.nextId();
        long secret = TestApplication.nextId();
        ann.call("addArticle", open, "open");
        ann.call("addArticle", secret, "secret");
        ann.call("addSection", BEN, 1);
        logIn();
        for (DdpClient client : List.of(ann, ben)) {
            client.subscribe("versions").awaitReady();
        }
        assertThat(ben.collection("article").get("" + secret)).containsKeys("version", "title");
        assertThat(ann.collection("article").get("" + open)).containsOnlyKeys("title");
        assertThat(ann.collection("article").ids()).doesNotContain("" + secret);

        ben.call("retitle", secret, "secret still");
        ben.awaitField("article", "" + secret, "title", "secret still");
        ben.call("retitle", open, "secret too");
        ann.awaitRemoved("article", "" + open);
        assertThat(wasSent(ann, "secret")).isFalse();

        ben.call("dismiss", BEN, false);
        ben.awaitRemoved("article", "" + secret);
    }

    @Test
    void queryOverASuperclass_whichTheRuleSaysNothingOf_isRefused() {
        int id = (int) (TestApplication.nextId() % 1_000_000_000);
        ann.call("addCar", id, 2);
        ann.call("addCar", id + 1, 5);
        ClientSubscription vehicles = ann.subscribe("all", List.of("vehicle"));
        assertThat(vehicles.awaitEnd()).hasMessageContaining("500");
        ann.subscribe("all", List.of("car")).awaitReady();
        assertThat(ann.collection("car").ids()).contains("" + (id + 1)).doesNotContain("" + id);
    }
}
