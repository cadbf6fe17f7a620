package io.ddp4ee.it;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.ddp4ee.it.local.Memo;
import io.ddp4ee.test.DdpClient;

import static org.assertj.core.api.Assertions.assertThat;

/** A unit whose transactions are the entity manager's is published within them all the same. */
@ExtendWith(ArquillianExtension.class)
class ResourceLocalIT {

    @Deployment(testable = false)
    static WebArchive war() {
        return TestApplication.bare()
                .addPackage(Memo.class.getPackage())
                .addAsResource(new StringAsset(TestApplication.localPersistenceXml()), "META-INF/persistence.xml");
    }

    @Test
    void changes_arriveWhenTheyAreCommitted() {
        Long id = TestApplication.nextId();
        Long givenUp = TestApplication.nextId();
        try (DdpClient client = TestApplication.client();
                DdpClient other = TestApplication.client()) {
            client.subscribe("memos").awaitReady();
            other.subscribe("memos").awaitReady();
            client.call("addMemo", id, "first");
            assertThat(client.collection("memo").get(id.toString())).containsEntry("text", "first");
            client.call("addMemoAndGiveUp", givenUp, "never");
            client.call("changeMemo", id, "second");
            assertThat(client.collection("memo").get(id.toString())).containsEntry("text", "second");
            client.call("changeAll", "all alike");
            assertThat(client.collection("memo").get(id.toString())).containsEntry("text", "all alike");
            other.awaitField("memo", id, "text", "all alike");
            client.call("removeMemo", id);
            assertThat(client.collection("memo").get(id.toString())).isNull();
            other.awaitRemoved("memo", id);
            assertThat(other.received()).noneMatch(message -> message.contains(givenUp.toString()));
        }
    }
}
