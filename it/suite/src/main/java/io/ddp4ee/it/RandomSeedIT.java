package io.ddp4ee.it;

import java.util.List;

import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.inject.Inject;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.ddp4ee.DdpRandom;
import io.ddp4ee.it.todo.Task;
import io.ddp4ee.test.DdpClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What a method inserts has the id that the client's stub has made of it. */
@ExtendWith(ArquillianExtension.class)
class RandomSeedIT {

    @Deployment
    static WebArchive war() {
        return TestApplication.war(RandomSeedIT.class, Tasks.class).addPackage(Task.class.getPackage());
    }

    @Inject
    private Tasks tasks;

    @Inject
    private DdpRandom random;

    private static void call(DdpClient client, String id, String method, String parameters, String seed) {
        client.send("{\"msg\":\"method\",\"id\":\"" + id + "\",\"method\":\"" + method + "\",\"params\":[" + parameters
                + "],\"randomSeed\":\"" + seed + "\"}");
        client.awaitMessage("\"methods\":[\"" + id + "\"]");
    }

    @Test
    void insertedEntity_hasTheIdOfTheStub() {
        try (DdpClient client = TestApplication.client()) {
            client.subscribe("tasks").awaitReady();
            call(client, "plain", "addTask", "\"plain\"", "abc");
            assertThat(client.collection("open").get("BSYJ5PTncpJ6mdAi4")).containsEntry("text", "plain");

            call(client, "nested", "addTaskNested", "\"nested\"", "abc");
            assertThat(client.collection("open").get("5sRpie5BKp3R6f5ee")).containsEntry("text", "nested");
            client.verify();
        }
    }

    @Test
    void insertedEntity_withoutStub_hasAnyId() {
        try (DdpClient client = TestApplication.client()) {
            client.subscribe("tasks").awaitReady();
            Object first = client.call("addTask", "first");
            Object second = client.call("addTask", "second");
            String outside = tasks.add("outside");

            assertThat(List.of(first, second, outside)).doesNotHaveDuplicates();
            client.awaitField("open", outside, "text", "outside");
            assertThat(client.collection("open").ids()).contains((String) first, (String) second);
            assertThat(outside).hasSize(17);
        }
    }

    @Test
    void streams_areTheStubs() {
        try (DdpClient client = TestApplication.client()) {
            call(client, "draw", "draw", "", "f2e1d3c4b5a6978812ab");
            client.awaitMessage(
                    "\"muPRj3jXXGejbFWwn\",\"LFZQ4B4A9hMZuPtep\",\"2dd8468c7792b799e389d8f4\",\"ycHsemWGfbcYzhhmc\"");
        }
    }

    @Test
    void outsideACall_thereIsNone() {
        assertThatThrownBy(() -> random.id("foo")).isInstanceOf(ContextNotActiveException.class);
    }
}
