package io.ddp4ee.it;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;

import jakarta.inject.Inject;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.ddp4ee.it.model.Section;
import io.ddp4ee.test.DdpClient;

import static org.assertj.core.api.Assertions.assertThat;

/** Documents in memory reach every client, and the caller before its call is done. */
@ExtendWith(ArquillianExtension.class)
class LiveDocumentsIT {

    private static final int WRITERS = 3;
    private static final int PUTS = 500;

    @Deployment
    static WebArchive war() {
        return TestApplication.war(LiveDocumentsIT.class, Exchange.class);
    }

    @Inject
    private Exchange exchange;

    @Inject
    private Jpa jpa;

    @Test
    void whatOneClientPuts_isThereWhenItsCallIsDone_andReachesTheOther() {
        try (DdpClient caller = TestApplication.client();
                DdpClient other = TestApplication.client()) {
            caller.subscribe("levels").awaitReady();
            other.subscribe("levels").awaitReady();

            for (int price = 1; price <= 20; price++) {
                caller.call("putLevel", "called", price);
                assertThat(caller.collection("level").get("called")).containsEntry("price", (long) price);
            }
            other.awaitField("level", "called", "price", 20L);
            caller.call("removeLevel", "called");
            assertThat(caller.collection("level").ids()).doesNotContain("called");
            other.awaitRemoved("level", "called");
            caller.verify();
            other.verify();
        }
    }

    @Test
    void whoeverPuts_andWhoeverComesMeanwhile_hasTheLast() throws Exception {
        List<DdpClient> clients = new ArrayList<>();
        try {
            List<Callable<Void>> writers = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                String id = "writer" + i;
                writers.add(() -> {
                    for (int price = 1; price <= PUTS; price++) {
                        exchange.put(id, Map.of("price", price));
                    }
                    return null;
                });
            }
            List<Future<Void>> running = new ArrayList<>();
            writers.forEach(writer -> running.add(exchange.inBackground(writer)));
            for (int i = 0; i < 4; i++) {
                DdpClient client = TestApplication.client();
                clients.add(client);
                client.subscribe("levels").awaitReady();
            }
            for (Future<Void> writer : running) {
                writer.get();
            }
            for (DdpClient client : clients) {
                for (int i = 0; i < WRITERS; i++) {
                    client.awaitField("level", "writer" + i, "price", (long) PUTS);
                }
                client.verify();
            }
        } finally {
            clients.forEach(DdpClient::close);
        }
    }

    @Test
    void theyAreBesideAQuery_andGoOnWithASession() {
        try (DdpClient client = TestApplication.client().resumable()) {
            client.subscribe("levelsAndSections").awaitReady();
            jpa.run(em -> em.persist(new Section("beside levels")));
            exchange.put("resumed", Map.of("price", 1));
            client.awaitField("level", "resumed", "price", 1L);
            client.await("the section", () -> client.collection("section").ids().size() == 1);

            assertThat(client.reconnect()).isTrue();
            exchange.put("resumed", Map.of("price", 2));
            client.awaitField("level", "resumed", "price", 2L);
            client.verify();
        }
    }

    @Test
    void nobodyFollows_whenAllHaveGone() {
        try (DdpClient client = TestApplication.client()) {
            client.subscribe("levels").awaitReady();
            exchange.put("counted", new Exchange.Counted());
            client.awaitField("level", "counted", "price", 5L);
            client.subscribe("levelsAndSections").awaitReady();
        }
        try (DdpClient later = TestApplication.client()) {
            later.await("that nobody follows", () -> {
                int before = Exchange.WRITTEN.get();
                exchange.put("counted", new Exchange.Counted());
                return Exchange.WRITTEN.get() == before;
            });
        }
    }
}
