package io.ddp4ee.it;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

import io.ddp4ee.it.accounts.Age;
import io.ddp4ee.it.accounts.Mails;
import io.ddp4ee.it.accounts.Wardens;
import io.ddp4ee.it.database.Database;
import io.ddp4ee.test.DdpClient;
import io.ddp4ee.test.DdpErrorException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** What docs/security.md lists and no other test shows. */
@ExtendWith(ArquillianExtension.class)
class SecurityIT {

    private static final int LARGEST = 2_000_000;

    @Deployment(testable = false)
    static WebArchive war() {
        return TestApplication.accounts("""
                ddp.accounts.rate-limit=0
                ddp.accounts.url=https://example.org
                ddp.session.resume-grace=PT0S
                ddp.session.heartbeat=PT2S
                """, Age.class, EndedSubscriptions.class, Mails.class, Wardens.class);
    }

    private static Map<?, ?> register(DdpClient client, String name) {
        return (Map<?, ?>) client.call(
                "createUser", Map.of("username", name, "email", name + "@example.org", "password", SecretUse.PASSWORD));
    }

    private static String unused(String name) {
        return name + TestApplication.nextId();
    }

    /** Unless it is turned on, nobody is told what there is. */
    @Test
    void s2_application_doesNotDescribeItself() throws Exception {
        for (String file : List.of("schema.json", "schema.d.ts", "inspection.html", "inspection.js")) {
            HttpResponse<String> answer = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .build()
                    .send(
                            HttpRequest.newBuilder(
                                            URI.create(TestApplication.url().replace("/websocket", "/ddp/" + file)))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(file).isEqualTo(404);
        }
        try (DdpClient client = TestApplication.client()) {
            assertThatThrownBy(() -> client.call("schema")).hasMessageContaining("404");
            for (String publication : List.of("ddp.logs", "ddp.inspection")) {
                assertThatThrownBy(() -> client.subscribe(publication).awaitReady())
                        .as(publication)
                        .hasMessageContaining("404");
            }
        }
    }

    @Test
    void s6_nothingOfToken_isInTheDatabase() throws SQLException {
        try (DdpClient client = TestApplication.client();
                Database database = Database.connect()) {
            SecretUse use = SecretUse.of(client, unused("anna"));
            List<String> tables = database.query("select table_name from information_schema.tables where table_name"
                    + " like 'ddp\\_%' and table_schema = 'public'");
            assertThat(tables).contains("ddp_user", "ddp_user_secrets", "ddp_login_token", "ddp_mail_token");
            for (String table : tables) {
                String rows = String.join("\n", database.query("select t::text from " + table + " t"));
                assertThat(rows).as(table).doesNotContain(use.tokens()).doesNotContain(use.passwords());
            }
        }
    }

    /** Behind a proxy on the same host everybody's address is a local one. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "login",
                "createUser",
                "changePassword",
                "resetPassword",
                "verifyEmail",
                "getNewToken",
                "generate2faActivationQrCode"
            })
    void s7_whatIsSecret_isRefusedWithoutEncryption(String method) {
        Object[] parameters =
                switch (method) {
                    case "changePassword", "resetPassword" -> new Object[] {"a", "b"};
                    case "getNewToken" -> new Object[0];
                    case "verifyEmail", "generate2faActivationQrCode" -> new Object[] {"a"};
                    default -> new Object[] {Map.of("username", "a")};
                };
        for (String header : List.of("X-Forwarded-For", "X-Real-IP", "Via")) {
            try (DdpClient client = Logins.connect(Map.of(header, "192.0.2.1"))) {
                assertThatThrownBy(() -> client.call(method, parameters))
                        .as(header)
                        .hasMessageContaining("Authentication refused without encryption");
            }
        }
    }

    @Test
    void s8_userIsTold_whatIsPublished_andNothingElse() {
        String name = unused("bert");
        try (DdpClient client = TestApplication.client()) {
            Object id = register(client, name).get("id");
            assertThat(client.collection("users").get((String) id))
                    .containsOnlyKeys("username", "profile", "emails")
                    .containsEntry("emails", List.of(Map.of("address", name + "@example.org", "verified", false)));
        }
    }

    @Test
    void s9_whoeverMayEverything_isToldOfNobodyElse() {
        try (DdpClient warden = TestApplication.client();
                DdpClient other = TestApplication.client()) {
            Object id = register(warden, unused("carl")).get("id");
            warden.call("grant", id, "warden");
            warden.call("grant", id, "admin");
            String name = unused("dora");
            Object otherId = register(other, name).get("id");
            other.call("move", otherId, "moved." + name + "@example.org");
            other.awaitMessage("moved." + name);

            warden.call("addSection", "marker", 1);
            assertThat(warden.collection("users").ids()).containsExactly((String) id);
            assertThat(warden.received()).noneMatch(message -> message.contains((String) otherId));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/sub", "/method", "sub", "unsub", "connect", "ping", "register.toString", ""})
    void s10_nothingButMethods_isCalled(String name) {
        try (DdpClient client = TestApplication.client()) {
            assertThatThrownBy(() -> client.call(name, "a"))
                    .isInstanceOf(DdpErrorException.class)
                    .hasMessageContaining("404");
        }
    }

    /** The messages are broken in ever other ways; each client goes without a word after its own. */
    @Test
    void s13_brokenMessage_leavesNoSubscriptionBehind() throws IOException {
        List<byte[]> broken = List.of(
                RawClient.message("{"),
                RawClient.message("{\"msg\":\"sub\",\"id\":{}}"),
                RawClient.message("[".repeat(10_000)),
                RawClient.frame(true, RawClient.TEXT, new byte[] {(byte) 0xC3, 0x28}),
                RawClient.frame(true, RawClient.CONTINUATION, "a".getBytes(StandardCharsets.UTF_8)),
                RawClient.frame(true, RawClient.BINARY, new byte[] {1, 2, 3}),
                RawClient.head(true, RawClient.TEXT, LARGEST));
        try (DdpClient watch = TestApplication.client()) {
            for (byte[] message : broken) {
                String key = unused("broken");
                RawClient client = RawClient.subscribe("ended", "[\"" + key + "\"]");
                client.readTo("\"ready\"");
                client.write(message);
                client.vanish();
                await("the end of " + key)
                        .until(() -> watch.call("hasEnded", key).equals(true));
            }
        }
    }

    /** Of what an attacker has planted, or seen, before somebody logs in, nothing is worth anything thereafter. */
    @Test
    void sessionAndToken_areNotFixed() {
        String chosen = "a".repeat(17);
        try (DdpClient attacker = DdpClient.open(TestApplication.url());
                DdpClient victim = DdpClient.open(TestApplication.url())) {
            String connect =
                    "{\"msg\":\"connect\",\"version\":\"1\",\"support\":[\"1\"],\"session\":\"%s\",\"receivedCount\":0}";
            attacker.send(connect.formatted(chosen));
            attacker.await("connected", () -> attacker.session() != null);
            assertThat(attacker.session()).isNotEqualTo(chosen);
            victim.send(connect.formatted(attacker.session()));
            victim.await("connected", () -> victim.session() != null);
            assertThat(victim.session()).as("while the other has it").isNotEqualTo(attacker.session());

            String token = "b".repeat(43);
            Map<?, ?> login = (Map<?, ?>) victim.call(
                    "createUser",
                    Map.of("username", unused("emil"), "password", "secret", "token", token, "id", chosen));
            assertThat(List.of(login.get("id"), login.get("token"))).doesNotContain(chosen, token);
            assertThatThrownBy(() -> attacker.call("login", Map.of("resume", token)))
                    .isInstanceOf(DdpErrorException.class);
            assertThat(attacker.collection("users").ids()).isEmpty();
            assertThatThrownBy(() -> attacker.call("getNewToken")).isInstanceOf(DdpErrorException.class);
        }
    }

    /** Who may connect to the database may listen. A row's key is told, which of a token is its hash: it logs nobody in. */
    @Test
    void notifications_haveNoSecrets() throws Exception {
        try (DdpClient client = TestApplication.client();
                Database listener = Database.connect()) {
            for (String channel : List.of("ddp_it", "ddp_it_users", "ddp_it_section")) {
                listener.execute("listen " + channel);
            }
            SecretUse use = SecretUse.of(client, unused("fred"));
            client.call("addSection", "the last one", 1);
            List<String> payloads = receivedTo(listener, "the last one");
            assertThat(payloads)
                    .anyMatch(payload -> payload.contains("\"users\""))
                    .anyMatch(payload -> payload.contains("DdpLoginToken"))
                    .anyMatch(payload -> payload.contains("CLOSE"));
            for (String payload : payloads) {
                assertThat(payload).doesNotContain(use.everything()).doesNotContain("$2b$", client.session());
                Matcher hash = Pattern.compile("[A-Za-z0-9+/]{43}=").matcher(payload);
                while (hash.find()) {
                    assertThatThrownBy(() -> client.call("login", Map.of("resume", hash.group())))
                            .isInstanceOf(DdpErrorException.class);
                }
            }
        }
    }

    private static List<String> receivedTo(Database listener, String last) throws SQLException {
        PGConnection connection = listener.connection().unwrap(PGConnection.class);
        List<String> payloads = new ArrayList<>();
        while (payloads.stream().noneMatch(payload -> payload.contains(last))) {
            PGNotification[] notifications = connection.getNotifications(15_000);
            assertThat(notifications).as("notifications").isNotEmpty();
            for (PGNotification notification : notifications) {
                payloads.add(notification.getParameter());
            }
        }
        return payloads;
    }
}
