package io.ddp4ee.it;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

import io.ddp4ee.it.security.Users;
import io.ddp4ee.test.DdpClient;
import io.ddp4ee.test.DdpErrorException;

import static io.ddp4ee.it.Logins.connect;
import static io.ddp4ee.it.Logins.login;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** A session knows of the request that it began with: who, from where, with which headers; its own, and nobody else's. */
@ExtendWith(ArquillianExtension.class)
class HandshakeIT {

    @Deployment(testable = false)
    static WebArchive war() {
        WebArchive war = TestApplication.war();
        // There, security by beans has to be switched on in the server's own configuration.
        return System.getProperty("it.server").equals("wildfly") ? war : war.addPackage(Users.class.getPackage());
    }

    @Test
    void messageInBinaryParts_isRead() throws Exception {
        assertThat(answerToTwoParts(RawClient.BINARY)).startsWith("{\"msg\":\"connected\"");
    }

    /** Open Liberty decodes each frame by itself. */
    @Test
    void textInPartsThatEndWithinACharacter_isRead_butByOpenLiberty() throws Exception {
        String expected =
                System.getProperty("it.server", "").equals("liberty") ? "closed 1007" : "{\"msg\":\"connected\"";
        assertThat(answerToTwoParts(RawClient.TEXT)).startsWith(expected);
    }

    /** The first part ends within the é. */
    private static String answerToTwoParts(int type) throws Exception {
        byte[] message =
                "{\"msg\":\"connect\",\"version\":\"1\",\"support\":[\"1\",\"é\"]}".getBytes(StandardCharsets.UTF_8);
        int cut = message.length - 4;
        try (RawClient client = RawClient.open()) {
            client.write(RawClient.frame(false, type, Arrays.copyOf(message, cut)));
            client.write(
                    RawClient.frame(true, RawClient.CONTINUATION, Arrays.copyOfRange(message, cut, message.length)));
            return client.receive();
        }
    }

    @Test
    void manyAtOnce_eachItsOwn() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try {
            String uri = TestApplication.url().replaceFirst("^http", "ws");
            List<Callable<Object>> calls = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                String agent = "agent " + i;
                calls.add(() -> {
                    try (DdpClient client = connect(Map.of("User-Agent", agent))) {
                        return client.call("handshake").equals(agent + " from 127.0.0.1 at " + uri)
                                ? "right"
                                : client.call("handshake");
                    }
                });
            }
            for (Future<Object> call : threads.invokeAll(calls)) {
                assertThat(call.get(15, TimeUnit.SECONDS)).isEqualTo("right");
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void strangeOrigins_areServed() {
        for (String origin : List.of("null", "file://", "https://", "http://a b", "chrome-extension://abc")) {
            try (DdpClient client = connect(Map.of("Origin", origin))) {
                assertThat(client.call("increment", 1)).as(origin).isEqualTo(2L);
            }
        }
    }

    @Test
    @DisabledIfSystemProperty(named = "it.server", matches = "wildfly")
    void userOfTheRequest_isTheSessions() {
        try (DdpClient clerk = connect(login("clerk"));
                DdpClient visitor = connect(login("visitor"));
                DdpClient nobody = connect(Map.of())) {
            assertThat(clerk.call("whoAmI")).isEqualTo("clerk, a clerk");
            assertThat(visitor.call("whoAmI")).isEqualTo("visitor, no clerk");
            assertThat(nobody.call("whoAmI")).isEqualTo("nobody, no clerk");
            clerk.call("forClerks");
            for (DdpClient refused : List.of(visitor, nobody)) {
                assertThatExceptionOfType(DdpErrorException.class)
                        .isThrownBy(() -> refused.call("forClerks"))
                        .satisfies(e -> assertThat(e.error()).isEqualTo(403L));
                assertThatExceptionOfType(DdpErrorException.class)
                        .isThrownBy(() -> refused.subscribe("sectionsForClerks").awaitReady())
                        .satisfies(e -> assertThat(e.error()).isEqualTo(403L));
            }
            clerk.subscribe("sectionsForClerks").awaitReady();
            visitor.subscribe("mine").awaitReady();
            clerk.subscribe("mine").awaitReady();
            Object section = nobody.call("addSectionOf", "visitor");
            visitor.awaitField("section", section, "name", "of visitor");
        }
    }

    @Test
    @DisabledIfSystemProperty(named = "it.server", matches = "wildfly")
    void userOfAnotherSitesRequest_isNobody() {
        try (DdpClient client = connect(Map.of(
                "Origin",
                "http://elsewhere.example",
                "Authorization",
                login("clerk").get("Authorization")))) {
            assertThat(client.call("whoAmI")).isEqualTo("nobody, no clerk");
        }
        try (DdpClient client = connect(Map.of(
                "Origin",
                "http://localhost:" + System.getProperty("it.port"),
                "Authorization",
                login("clerk").get("Authorization")))) {
            assertThat(client.call("whoAmI")).isEqualTo("clerk, a clerk");
        }
    }
}
