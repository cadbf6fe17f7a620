package io.ddp4ee.it;

import java.util.Map;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.ddp4ee.it.accounts.Registry;
import io.ddp4ee.test.DdpClient;
import io.ddp4ee.test.DdpErrorException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** The application injects its persistence unit by {@code @PersistenceUnit} only. */
@ExtendWith(ArquillianExtension.class)
class AccountsOfAFactoryIT {

    private static final int NORMAL = 1000;

    @Deployment(testable = false)
    static WebArchive war() {
        return TestApplication.accountsAlone(
                "ddp.accounts.rate-limit=0\nddp.accounts.login-expiration=PT8S", Registry.class);
    }

    private static Map<?, ?> call(DdpClient client, String method, Object... parameters) {
        return (Map<?, ?>) client.call(method, parameters);
    }

    @Test
    void usersAndTokens_areKept_andEnd() {
        String name = "paula" + TestApplication.nextId();
        Map<String, String> user = Map.of("username", name);
        try (DdpClient client = TestApplication.client();
                DdpClient other = TestApplication.client()) {
            Object id = call(client, "createUser", Map.of("username", name, "password", "a"))
                    .get("id");
            assertThat(client.collection("users").ids()).containsExactly((String) id);
            assertThat(call(other, "login", Map.of("user", user, "password", "a"))
                            .get("id"))
                    .isEqualTo(id);
            client.call("changePassword", "a", "b");
            assertThat(other.awaitClose()).isEqualTo(NORMAL);
            assertThatThrownBy(() -> client.call("login", Map.of("user", user, "password", "a")))
                    .isInstanceOf(DdpErrorException.class);
            call(client, "login", Map.of("user", user, "password", "b"));
        }
    }

    @Test
    void transactionThatFails_leavesNothing() {
        String name = "rosa" + TestApplication.nextId();
        try (DdpClient client = TestApplication.client()) {
            assertThatThrownBy(() -> client.call(
                            "createUser", Map.of("username", name, "email", "a".repeat(300), "password", "a")))
                    .isInstanceOf(DdpErrorException.class);
            call(client, "createUser", Map.of("username", name, "password", "a"));
        }
    }

    @Test
    void expiredToken_isRefused_beforeItIsGone() {
        try (DdpClient client = TestApplication.client();
                DdpClient other = TestApplication.client()) {
            Object token = call(
                            client, "createUser", Map.of("username", "q" + TestApplication.nextId(), "password", "a"))
                    .get("token");
            await().untilAsserted(() -> assertThatThrownBy(() -> call(other, "login", Map.of("resume", token)))
                    .hasMessageContaining("Your session has expired. Please log in again."));
        }
    }
}
