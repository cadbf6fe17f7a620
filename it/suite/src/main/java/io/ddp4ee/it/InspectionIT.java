package io.ddp4ee.it;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

import io.ddp4ee.it.security.Users;
import io.ddp4ee.test.DdpClient;
import io.ddp4ee.test.DdpErrorException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Who may sees what goes on in the server. */
@ExtendWith(ArquillianExtension.class)
class InspectionIT {

    @Deployment(testable = false)
    static WebArchive war() {
        WebArchive war = TestApplication.war(Clerks.class)
                .addAsResource(
                        // A browser leaves without a word, and is waited for.
                        new StringAsset("ddp.inspection.role=clerk\nddp.session.resume-grace=PT1S"),
                        "META-INF/microprofile-config.properties");
        return System.getProperty("it.server").equals("wildfly") ? war : war.addPackage(Users.class.getPackage());
    }

    private static void await(DdpClient client, String collection, Predicate<Map<String, Object>> wanted) {
        client.await("a document of " + collection, () -> client.collection(collection).ids().stream()
                .map(client.collection(collection)::get)
                .anyMatch(fields -> fields != null && wanted.test(fields)));
    }

    @Test
    void othersAreRefused() {
        try (DdpClient visitor = Clerks.visitor();
                DdpClient nobody = TestApplication.client()) {
            for (DdpClient refused : List.of(visitor, nobody)) {
                assertThatExceptionOfType(DdpErrorException.class)
                        .isThrownBy(() -> refused.subscribe("ddp.inspection").awaitReady())
                        .satisfies(e -> assertThat(e.error()).isEqualTo(403L));
                assertThat(refused.collection("ddp.sessions").ids()).isEmpty();
            }
        }
    }

    @Test
    void whatGoesOn_isSeen() {
        try (DdpClient clerk = Clerks.clerk()) {
            try (DdpClient visitor = Clerks.visitor()) {
                visitor.subscribe("mine").awaitReady();
                visitor.call("addSectionOf", "visitor");
                clerk.subscribe("ddp.inspection").awaitReady();

                await(clerk, "ddp.sessions", fields -> "visitor".equals(fields.get("userId")));
                await(clerk, "ddp.subscriptions", fields -> "mine".equals(fields.get("publication")));
                await(
                        clerk,
                        "ddp.queries",
                        fields -> "section".equals(fields.get("collection"))
                                && String.valueOf(fields.get("way")).startsWith("re-run: it asks for other rows")
                                && Long.valueOf(1).equals(fields.get("subscribers")));
                await(clerk, "ddp.batches", fields -> ((List<?>) fields.get("entities")).contains("Section"));
                await(clerk, "ddp.queues", fields -> fields.containsKey("waiting"));
            }
            clerk.await("that the other has gone", () -> clerk.collection("ddp.sessions").ids().stream()
                    .map(clerk.collection("ddp.sessions")::get)
                    .noneMatch(fields -> "visitor".equals(fields.get("userId"))));
            clerk.verify();
        }
    }

    @Test
    @DisabledIfSystemProperty(named = "it.server", matches = "wildfly", disabledReason = "has no users here")
    void pageShowsIt_inABrowser() throws Exception {
        NodeClients.run(
                "node",
                "inspection.js",
                TestApplication.url().replace("/websocket", "/ddp/inspection.html"),
                Logins.login("clerk").get("Authorization"));
    }
}
