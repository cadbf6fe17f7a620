package io.ddp4ee.it;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.ddp4ee.test.DdpClient;
import io.ddp4ee.test.DdpErrorException;

import static org.assertj.core.api.Assertions.assertThat;

/** With one resource an XA data source is as good as any; with two, PostgreSQL refuses, and somebody has to say why. */
@ExtendWith(ArquillianExtension.class)
class TwoPhaseIT {

    /** So many Payara may commit all the same, in a row: about one in eight, each of which arrives. Others commit none. */
    private static final int MOST_COMMITTED =
            System.getProperty("it.server", "").equals("payara") ? 50 : 0;

    @Deployment(testable = false)
    static WebArchive war() {
        return TestApplication.war(TwoPhaseIT.class, TwoResources.class)
                .addAsResource(new StringAsset(TestApplication.persistenceXmlOver("xa")), "META-INF/persistence.xml")
                .addAsResource(new StringAsset("it.xa2=" + DataSources.name("xa2")), "it.properties");
    }

    @Test
    void oneResource_arrives() {
        try (DdpClient client = TestApplication.subscribed("article")) {
            long id = TestApplication.nextId();
            client.call("addArticle", id, "one phase");
            assertThat(client.collection("article").get(Long.toString(id))).containsEntry("title", "one phase");
        }
    }

    @Test
    void twoResources_areRefusedWithTheRemedy_unlessTheyArrive() throws Exception {
        ServerLog log = new ServerLog();
        try (DdpClient client = TestApplication.subscribed("article")) {
            long id = TestApplication.nextId();
            for (int i = 0; isCommitted(client, id); i++) {
                assertThat(i).as("committed before one was refused").isLessThan(MOST_COMMITTED);
                client.awaitField("article", id, "title", "two phases");
                id += 2;
            }
            assertThat(client.collection("article").get(Long.toString(id)))
                    .as("of %s that was refused", id)
                    .isNull();
            log.await("PostgreSQL cannot PREPARE a transaction that has executed NOTIFY");
            log.await("Remedy: give the other resource a transaction of its own");
            client.call("addArticle", id + 1, "after");
            assertThat(client.collection("article").get(Long.toString(id))).isNull();
        }
    }

    private static boolean isCommitted(DdpClient client, long id) {
        try {
            client.call("addArticleAndMore", id, "two phases");
            return true;
        } catch (DdpErrorException e) {
            return false;
        }
    }
}
