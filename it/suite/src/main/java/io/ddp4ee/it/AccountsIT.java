package io.ddp4ee.it;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.ddp4ee.it.accounts.Age;
import io.ddp4ee.it.accounts.Mails;
import io.ddp4ee.it.wire.Transcript;
import io.ddp4ee.test.DdpClient;
import io.ddp4ee.test.DdpErrorException;

import static io.ddp4ee.it.Users.DIGESTED;
import static io.ddp4ee.it.Users.call;
import static io.ddp4ee.it.Users.login;
import static io.ddp4ee.it.Users.mail;
import static io.ddp4ee.it.Users.register;
import static io.ddp4ee.it.Users.unused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

/** Users log in and out as Meteor's do, and are told what Meteor's are told. */
@ExtendWith(ArquillianExtension.class)
class AccountsIT {

    private static final int NORMAL = 1000;

    @Deployment(testable = false)
    static WebArchive war() {
        return TestApplication.accounts(
                "ddp.accounts.rate-limit=0\nddp.accounts.url=https://example.org",
                Age.class,
                Mails.class,
                OwnedDocuments.class);
    }

    static Stream<Arguments> transcripts() {
        return WireIT.transcripts("accounts");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("transcripts")
    void conversation(String transport, Transcript transcript) {
        WireIT.hold(transport, transcript);
    }

    @Test
    void newUser_isLoggedIn_andPublished() {
        String name = unused("anna");
        try (DdpClient client = TestApplication.client()) {
            Map<String, Object> login = register(client, name);

            assertThat(login).containsOnlyKeys("id", "token", "tokenExpires", "type");
            assertThat(client.collection("users").get((String) login.get("id")))
                    .isEqualTo(Map.of(
                            "username", name,
                            "profile", Map.of("a", 1L),
                            "emails", List.of(Map.of("address", name + "@example.org", "verified", false))));
            client.verify();
        }
    }

    @Test
    void password_isTheSame_plainAndDigested_byNameAndAddressAndId() {
        String name = unused("Bert");
        try (DdpClient client = TestApplication.client()) {
            Object id = register(client, name).get("id");
            for (Map<String, Object> user : List.<Map<String, Object>>of(
                    Map.of("username", name),
                    Map.of("username", name.toUpperCase(java.util.Locale.ROOT)),
                    Map.of("email", name + "@EXAMPLE.org"),
                    Map.of("id", id))) {
                for (Object password : List.of("secret", DIGESTED)) {
                    try (DdpClient other = TestApplication.client()) {
                        assertThat(login(other, user, password))
                                .containsEntry("id", id)
                                .containsEntry("type", "password");
                        assertThat(other.collection("users").ids()).containsExactly((String) id);
                    }
                }
            }
        }
    }

    @Test
    void token_resumes_untilItsUserLogsOut() {
        try (DdpClient client = TestApplication.client();
                DdpClient other = TestApplication.client()) {
            Map<String, Object> login = register(client, unused("carl"));
            Map<String, Object> resumed = call(other, "login", Map.of("resume", login.get("token")));

            assertThat(resumed)
                    .containsEntry("id", login.get("id"))
                    .containsEntry("token", login.get("token"))
                    .containsEntry("tokenExpires", login.get("tokenExpires"))
                    .containsEntry("type", "resume");

            other.call("logout");
            assertThat(other.collection("users").ids()).isEmpty();
            assertThatThrownBy(() -> call(other, "login", Map.of("resume", login.get("token"))))
                    .isInstanceOf(DdpErrorException.class)
                    .hasMessageContaining("You've been logged out by the server. Please log in again.");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"raw", "SockJS"})
    void errors(String transport) {
        AccountErrors.assertAll("accounts-errors.txt", WireIT.url(transport), unused("dora"));
    }

    @Test
    void failedLogin_leavesTheOneBefore() {
        try (DdpClient client = TestApplication.client()) {
            Object id = register(client, unused("emil")).get("id");
            assertThatThrownBy(() -> login(client, Map.of("id", id), "wrong")).isInstanceOf(DdpErrorException.class);

            assertThat(client.collection("users").ids()).containsExactly((String) id);
            assertThat(call(client, "getNewToken")).containsEntry("id", id);
        }
    }

    @Test
    void changedPassword_closesOtherSessions() {
        String name = unused("fred");
        Map<String, Object> user = Map.of("username", name);
        try (DdpClient client = TestApplication.client();
                DdpClient other = TestApplication.client()) {
            register(client, name);
            login(other, user, DIGESTED);

            assertThatThrownBy(() -> client.call("changePassword", "wrong", "better"))
                    .isInstanceOf(DdpErrorException.class);
            assertThat(call(client, "changePassword", DIGESTED, "better")).isEqualTo(Map.of("passwordChanged", true));
            assertThat(other.awaitClose()).isEqualTo(NORMAL);
            assertThatThrownBy(() -> login(client, user, "secret")).isInstanceOf(DdpErrorException.class);
            login(client, user, "better");
        }
    }

    @Test
    void otherTokens_areRemoved_withTheirSessions() {
        String name = unused("greg");
        try (DdpClient client = TestApplication.client();
                DdpClient other = TestApplication.client()) {
            Map<String, Object> first = register(client, name);
            call(other, "login", Map.of("resume", first.get("token")));

            Map<String, Object> second = call(client, "getNewToken");
            assertThat(second)
                    .containsOnlyKeys("id", "token", "tokenExpires")
                    .containsEntry("tokenExpires", first.get("tokenExpires"));
            assertThat(client.call("removeOtherTokens")).isNull();
            assertThat(other.awaitClose()).isEqualTo(NORMAL);
            try (DdpClient again = TestApplication.client()) {
                assertThatThrownBy(() -> call(again, "login", Map.of("resume", first.get("token"))))
                        .isInstanceOf(DdpErrorException.class);
                call(again, "login", Map.of("resume", second.get("token")));
            }
        }
    }

    @Test
    void forgottenPassword_isReset_once_andProvesTheAddress() {
        String name = unused("hans");
        String address = name + "@example.org";
        try (DdpClient client = TestApplication.client();
                DdpClient other = TestApplication.client()) {
            String id = (String) register(other, name).get("id");

            assertThat(client.call("forgotPassword", Map.of("email", "unknown@example.org")))
                    .isNull();
            assertThat(client.call("forgotPassword", Map.of("email", address))).isNull();
            List<String> mail = mail(client, address);
            assertThat(mail.get(0)).isEqualTo("RESET_PASSWORD");
            assertThat(mail.get(2)).isEqualTo("https://example.org/#/reset-password/" + mail.get(1));

            assertThat(call(client, "resetPassword", mail.get(1), "better"))
                    .containsOnlyKeys("id", "token", "tokenExpires", "type")
                    .containsEntry("id", id);
            assertThat(client.collection("users").get(id))
                    .containsEntry("emails", List.of(Map.of("address", address, "verified", true)));
            assertThat(other.awaitClose()).isEqualTo(NORMAL);
            assertThatThrownBy(() -> call(client, "resetPassword", mail.get(1), "worse"))
                    .hasMessageContaining("Token expired");
            login(client, Map.of("email", address), "better");
        }
    }

    @Test
    void invitedUser_setsAPassword() {
        String address = unused("ida") + "@example.org";
        try (DdpClient client = TestApplication.client()) {
            Object id = client.call("invite", address);
            assertThatThrownBy(() -> login(client, Map.of("email", address), "secret"))
                    .isInstanceOf(DdpErrorException.class);
            List<String> mail = mail(client, address);
            assertThat(mail.get(0)).isEqualTo("ENROLL_ACCOUNT");
            assertThat(call(client, "resetPassword", mail.get(1), DIGESTED)).containsEntry("id", id);
            login(client, Map.of("email", address), "secret");
        }
    }

    @Test
    void address_isProved_byItsMail() {
        String name = unused("jana");
        String address = name + "@example.org";
        try (DdpClient client = TestApplication.client()) {
            String id = (String) register(client, name).get("id");
            client.call("askToVerify", id);
            List<String> mail = mail(client, address);
            assertThat(mail.get(0)).isEqualTo("VERIFY_EMAIL");
            assertThat(call(client, "verifyEmail", mail.get(1))).containsEntry("id", id);
            assertThat(client.collection("users").get(id))
                    .containsEntry("emails", List.of(Map.of("address", address, "verified", true)));
            assertThatThrownBy(() -> call(client, "verifyEmail", mail.get(1)))
                    .hasMessageContaining("Verify email link expired");
        }
    }

    /** Whatever headers say: whoever is behind a proxy is not here. */
    @Test
    void passwords_areNotTaken_fromElsewhereWithoutEncryption() {
        String refusal = "Authentication refused without encryption";
        for (Map<String, String> headers : List.of(
                Map.of("X-Forwarded-For", "203.0.113.7"),
                Map.of("X-Forwarded-For", "127.0.0.1", "X-Forwarded-Proto", "https"),
                Map.of("X-Forwarded-Proto", "https"))) {
            try (DdpClient client = Logins.connect(headers)) {
                assertThatThrownBy(() -> register(client, unused("mara"))).hasMessageContaining(refusal);
                assertThatThrownBy(() -> login(client, Map.of("username", "mara"), "a"))
                        .hasMessageContaining(refusal);
                assertThatThrownBy(() -> client.call("login", Map.of("resume", "a")))
                        .hasMessageContaining(refusal);
                assertThatThrownBy(() -> client.call("changePassword", "a", "b"))
                        .hasMessageContaining(refusal);
            }
        }
    }

    /** The only server of the tests that listens to more than this machine. */
    @Test
    @EnabledIfSystemProperty(named = "it.server", matches = "payara")
    void passwords_areNotTaken_byAnAddressThatOthersHave() throws Exception {
        String address = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(found -> found instanceof Inet4Address && !found.isLoopbackAddress())
                .map(InetAddress::getHostAddress)
                .findFirst()
                .orElse(null);
        assumeThat(address).as("a network").isNotNull();
        try (DdpClient client = DdpClient.connect(TestApplication.url().replace("localhost", address))) {
            assertThatThrownBy(() -> register(client, unused("mara")))
                    .hasMessageContaining("Authentication refused without encryption");
        }
    }

    /** There is nothing to verify it by. */
    @Test
    void tokenOfAnIssuer_isNoLogin_unlessConfigured() {
        try (DdpClient client = TestApplication.client()) {
            assertThatThrownBy(() -> client.call("login", Map.of("jwt", "a.b.c")))
                    .hasMessageContaining("Unrecognized options for login request");
        }
    }

    /** Whoever is second is told so, and nothing else. */
    @Test
    void oneName_isOneUsers_whateverHappensAtATime() throws Exception {
        String name = unused("lena");
        List<Callable<String>> calls = Collections.nCopies(4, () -> {
            try (DdpClient client = TestApplication.client()) {
                register(client, name);
                return "registered";
            } catch (DdpErrorException e) {
                return e.getMessage();
            }
        });
        ExecutorService threads = Executors.newFixedThreadPool(calls.size());
        try {
            List<String> answers = new ArrayList<>();
            for (Future<String> answer : threads.invokeAll(calls)) {
                answers.add(answer.get(30, TimeUnit.SECONDS));
            }
            assertThat(answers).containsOnlyOnce("registered");
            answers.remove("registered");
            assertThat(answers).allMatch(answer -> answer.contains("Something went wrong."));
        } finally {
            threads.shutdownNow();
        }
    }
}
