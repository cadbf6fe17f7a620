package io.ddp4ee.it;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.ddp4ee.it.database.Database;
import io.ddp4ee.test.DdpClient;

/** The connection that is listened on is one of few, and is lost more often than there are others. */
@ExtendWith(ArquillianExtension.class)
class SmallPoolIT {

    private static final String LISTENING = "query like 'listen %' and pid <> pg_backend_pid()";

    @Deployment(testable = false)
    static WebArchive war() {
        return TestApplication.war()
                .addAsResource(new StringAsset(TestApplication.persistenceXmlOver("few")), "META-INF/persistence.xml");
    }

    @Test
    void lostConnection_isReplacedAndGivenBackAndNothingIsMissed() throws Exception {
        try (DdpClient client = TestApplication.subscribed("article");
                Database administrator = Database.connect()) {
            for (int round = 0; round < 2 * DataSources.FEW; round++) {
                administrator.awaitRow("select 1 from pg_stat_activity where " + LISTENING);
                administrator.query("select pg_terminate_backend(pid) from pg_stat_activity where " + LISTENING);
                long id = TestApplication.nextId();
                client.call("addArticle", id, "round " + round);
                client.awaitField("article", id, "title", "round " + round);
            }
        }
    }
}
