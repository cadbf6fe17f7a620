package io.ddp4ee.it;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.ddp4ee.it.accounts.Mails;
import io.ddp4ee.it.accounts.TimeCodes;
import io.ddp4ee.test.DdpClient;

import static io.ddp4ee.it.Users.DIGESTED;
import static io.ddp4ee.it.Users.call;
import static io.ddp4ee.it.Users.login;
import static io.ddp4ee.it.Users.mail;
import static io.ddp4ee.it.Users.register;
import static io.ddp4ee.it.Users.unused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Users with a second factor are asked for it, and nothing else logs them in. */
@ExtendWith(ArquillianExtension.class)
class TwoFactorsIT {

    private static final int NORMAL = 1000;

    @Deployment(testable = false)
    static WebArchive war() {
        return TestApplication.accounts("ddp.accounts.rate-limit=0\nddp.accounts.url=https://example.org", Mails.class);
    }

    @Test
    void secondFactor_isWanted_onceEach() {
        String name = unused("kurt");
        Map<String, Object> user = Map.of("username", name);
        try (DdpClient client = TestApplication.client()) {
            register(client, name);
            Map<String, Object> activation = call(client, "generate2faActivationQrCode", "It");
            assertThat(activation).containsOnlyKeys("svg", "secret", "uri");
            assertThat(client.call("has2faEnabled")).isEqualTo(false);
            String secret = (String) activation.get("secret");
            TimeCodes codes = new TimeCodes(secret);
            client.call("enableUser2fa", codes.earlier());
            assertThat(client.call("has2faEnabled")).isEqualTo(true);

            assertThatThrownBy(() -> login(client, user, DIGESTED)).hasMessageContaining("no-2fa-code");
            assertThatThrownBy(() -> loginWith(client, user, "wrong")).hasMessageContaining("invalid-2fa-code");
            assertThatThrownBy(() -> loginWith(client, user, codes.earlier())).hasMessageContaining("invalid-2fa-code");
            loginWith(client, user, codes.later());
            assertThatThrownBy(() -> loginWith(client, user, codes.later())).hasMessageContaining("invalid-2fa-code");

            client.call("disableUser2fa");
            login(client, user, DIGESTED);
        }
    }

    /** A mail is one factor. What it was sent for is done all the same. */
    @Test
    void mail_logsNobodyIn_whoHasTwoFactors() {
        String name = unused("karl");
        String address = name + "@example.org";
        Map<String, Object> user = Map.of("username", name);
        try (DdpClient client = TestApplication.client();
                DdpClient other = TestApplication.client()) {
            String id = (String) register(client, name).get("id");
            TimeCodes codes = twoFactors(client);

            client.call("askToVerify", id);
            assertNotLoggedIn(other, "verifyEmail", mail(client, address).get(1));
            client.await("a proved address", () -> List.of(Map.of("address", address, "verified", true))
                    .equals(client.collection("users").get(id).get("emails")));

            client.call("askToEnroll", id);
            assertNotLoggedIn(other, "resetPassword", mail(client, address).get(1), "enrolled");
            assertThat(client.awaitClose()).isEqualTo(NORMAL);
            assertThatThrownBy(() -> login(other, user, "enrolled")).hasMessageContaining("no-2fa-code");

            other.call("forgotPassword", Map.of("email", address));
            assertNotLoggedIn(other, "resetPassword", mail(other, address).get(1), "secret");
            assertThatThrownBy(() -> login(other, user, "enrolled")).hasMessageContaining("[403]");
            loginWith(other, user, codes.later());
        }
    }

    private static TimeCodes twoFactors(DdpClient client) {
        TimeCodes codes = new TimeCodes(
                (String) call(client, "generate2faActivationQrCode", "It").get("secret"));
        client.call("enableUser2fa", codes.earlier());
        return codes;
    }

    private static void assertNotLoggedIn(DdpClient client, String method, Object... parameters) {
        assertThatThrownBy(() -> client.call(method, parameters))
                .hasMessageContaining("Something went wrong. Please check your credentials. [2fa-enabled]");
        assertThat(client.collection("users").ids()).isEmpty();
        assertThatThrownBy(() -> client.call("getNewToken")).hasMessageContaining("You are not logged in.");
    }

    /** As all that its user was logged in by has ended. */
    @Test
    void mail_endsTheLoginOfItsSession_whoseUserHasTwoFactors() {
        String name = unused("kira");
        String address = name + "@example.org";
        try (DdpClient client = TestApplication.client();
                DdpClient again = TestApplication.client()) {
            register(client, name);
            TimeCodes codes = twoFactors(client);
            client.call("forgotPassword", Map.of("email", address));
            CompletableFuture<Object> answer =
                    client.callAsync("resetPassword", mail(client, address).get(1), "secret");
            assertThat(client.awaitClose()).isEqualTo(NORMAL);
            assertThatThrownBy(() -> answer.get(15, TimeUnit.SECONDS)).hasCauseInstanceOf(AssertionError.class);
            loginWith(again, Map.of("username", name), codes.later());
        }
    }

    private static void loginWith(DdpClient client, Map<String, Object> user, String code) {
        assertThat(call(client, "login", Map.of("user", user, "password", DIGESTED, "code", code)))
                .containsEntry("type", "password");
    }
}
