package io.ddp4ee.it;

import java.io.IOException;

import org.jboss.arquillian.container.test.api.ContainerController;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.TargetsContainer;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.ddp4ee.test.ClientCollection;
import io.ddp4ee.test.DdpClient;
import io.ddp4ee.test.DdpErrorException;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Who looks on one server sees what the other logs. */
@ExtendWith(ArquillianExtension.class)
class LogsOfTwoServersIT {

    @Deployment(name = "on the first", testable = false)
    @TargetsContainer("first")
    static WebArchive first() {
        return withLogs(TestApplication.war());
    }

    @Deployment(name = "on the second", managed = false, testable = false)
    @TargetsContainer("second")
    static WebArchive second() {
        return withLogs(TestApplication.second());
    }

    private static WebArchive withLogs(WebArchive war) {
        return war.addClass(Clerks.class)
                .addAsResource(new StringAsset("ddp.logs.role=clerk"), "META-INF/microprofile-config.properties");
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

    @Test
    void recordsOfTheOtherServer_areSeen_byWhoMay() {
        try (DdpClient watcher = TestApplication.client();
                DdpClient second = DdpClient.connect(SecondServer.url())) {
            assertThatThrownBy(() -> watcher.subscribe("ddp.logs").awaitReady()).isInstanceOf(DdpErrorException.class);
            // Whoever has a section of his name is a clerk.
            watcher.call("addSection", "watcher", 1);
            watcher.call("logIn", "watcher", null);
            watcher.subscribe("ddp.logs").awaitReady();
            ClientCollection records = watcher.collection("ddp.logs");
            // Until the other server knows that somebody looks.
            watcher.await("what the other server logs", () -> {
                second.call("warn", "by the second");
                return records.ids().stream()
                        .anyMatch(id -> "by the second".equals(records.get(id).get("message")));
            });
            watcher.verify();
        }
    }
}
