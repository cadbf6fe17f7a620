package io.ddp4ee.it;

import java.util.Map;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.ddp4ee.it.accounts.Mails;
import io.ddp4ee.it.accounts.Registry;
import io.ddp4ee.test.DdpClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** Tokens end at their time, and with them the sessions that have logged in by them. */
@ExtendWith(ArquillianExtension.class)
class ExpiryIT {

    private static final int NORMAL = 1000;

    @Deployment(testable = false)
    static WebArchive war() {
        return TestApplication.accountsAlone("""
                ddp.accounts.rate-limit=0
                ddp.accounts.bcrypt-rounds=4
                ddp.accounts.login-expiration=PT3S
                ddp.accounts.reset-expiration=PT1S
                ddp.accounts.expiry-sweep=PT1S
                ddp.accounts.url=https://example.org
                """, Registry.class, Mails.class);
    }

    private static Map<?, ?> register(DdpClient client, String name) {
        return (Map<?, ?>) client.call(
                "createUser", Map.of("username", name, "email", name + "@example.org", "password", "secret"));
    }

    @Test
    void session_isClosed_whenItsTokenHasExpired_andNotBefore() {
        String name = "nora" + TestApplication.nextId();
        try (DdpClient client = TestApplication.client();
                DdpClient other = TestApplication.client()) {
            Map<?, ?> login = register(client, name);
            // Of the same user, by one that is new each time.
            await().until(() -> {
                other.call("login", Map.of("user", Map.of("username", name), "password", "secret"));
                return client.isClosed();
            });
            assertThat(client.awaitClose()).isEqualTo(NORMAL);
            assertThat(other.call("has2faEnabled")).isEqualTo(false);
            assertThatThrownBy(() -> other.call("login", Map.of("resume", login.get("token"))))
                    .hasMessageContaining("You've been logged out by the server. Please log in again.");
            assertThat(other.awaitClose()).isEqualTo(NORMAL);
        }
    }

    @Test
    void tokensOfMails_areGone_whenTheyHaveExpired() {
        String name = "olga" + TestApplication.nextId();
        try (DdpClient client = TestApplication.client();
                DdpClient nobody = TestApplication.client()) {
            Object id = register(client, name).get("id");
            client.call("askToVerify", id);
            assertThat(nobody.call("mailTokens", id)).isEqualTo(1L);
            nobody.call("forgotPassword", Map.of("email", name + "@example.org"));
            await().until(() -> nobody.call("mailTokens", id).equals(2L));
            // The one that proves an address is good for ever.
            await().until(() -> nobody.call("mailTokens", id).equals(1L));
        }
    }
}
