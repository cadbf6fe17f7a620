package io.ddp4ee.it;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.logging.Logger;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.ddp4ee.test.DdpClient;
import io.ddp4ee.test.DdpErrorException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Who may sees what the server logs while he looks; nobody else opens a tap. */
@ExtendWith(ArquillianExtension.class)
class LogsIT {

    @Deployment
    static WebArchive war() {
        return TestApplication.war(LogsIT.class, Clerks.class)
                .addAsResource(new StringAsset("ddp.logs.role=clerk"), "META-INF/microprofile-config.properties");
    }

    private static long taps() {
        return Arrays.stream(Logger.getLogger("").getHandlers())
                .filter(handler -> handler.getClass().getName().startsWith("io.ddp4ee."))
                .count();
    }

    private static List<Map<String, Object>> records(DdpClient client, String message) {
        return client.collection("ddp.logs").ids().stream()
                .map(client.collection("ddp.logs")::get)
                .filter(fields -> message.equals(fields.get("message")))
                .toList();
    }

    @Test
    void refusedSubscription_opensNoTap() {
        try (DdpClient visitor = Clerks.visitor();
                DdpClient nobody = TestApplication.client()) {
            for (DdpClient refused : List.of(visitor, nobody)) {
                assertThatExceptionOfType(DdpErrorException.class)
                        .isThrownBy(() -> refused.subscribe("ddp.logs").awaitReady())
                        .satisfies(e -> assertThat(e.error()).isEqualTo(403L));
            }
            assertThat(taps()).isZero();
        }
    }

    @Test
    void whatIsLogged_isSeenByTheRole_whileItIsSubscribed() {
        try (DdpClient clerk = Clerks.clerk()) {
            var subscription = clerk.subscribe("ddp.logs").awaitReady();
            assertThat(taps()).isEqualTo(1);

            Logger.getLogger("it.logs").warning("seen once");
            System.getLogger("it.logs").log(System.Logger.Level.ERROR, "failed", new IllegalStateException("because"));

            clerk.await("the record", () -> !records(clerk, "failed").isEmpty());
            assertThat(records(clerk, "seen once")).singleElement().satisfies(fields -> assertThat(fields)
                    .containsEntry("level", "WARNING")
                    .containsEntry("logger", "it.logs")
                    .containsKeys("time", "server", "thread"));
            assertThat((String) records(clerk, "failed").get(0).get("thrown"))
                    .contains("IllegalStateException: because");

            subscription.stop();
            clerk.await(
                    "that it is gone", () -> clerk.collection("ddp.logs").ids().isEmpty());
            clerk.await("that nothing is taken", () -> taps() == 0);
            clerk.verify();
        }
    }
}
