package io.ddp4ee.it;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.ddp4ee.it.accounts.Hooks;
import io.ddp4ee.it.accounts.Staff;
import io.ddp4ee.test.DdpClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** An application has a say in its accounts, and has users of its own. */
@ExtendWith(ArquillianExtension.class)
class AccountHooksIT {

    @Deployment(testable = false)
    static WebArchive war() {
        return TestApplication.accounts(
                "ddp.accounts.ambiguous-errors=false\nddp.accounts.logout-other-clients=true\nddp.accounts.rate-limit=0",
                Hooks.class,
                Staff.class);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> login(DdpClient client, Map<String, Object> options) {
        return (Map<String, Object>) client.call("login", options);
    }

    private static Map<String, Object> password(String name, String password) {
        return Map.of("user", Map.of("username", name), "password", password);
    }

    @Test
    void hooks_areTold_andAsked() {
        try (DdpClient client = TestApplication.client()) {
            client.call("told");
            assertThat(login(client, Map.of("ticket", "x")))
                    .containsEntry("id", "holder of x")
                    .containsEntry("type", "ticket");
            client.call("logout");
            assertThatThrownBy(() -> login(client, Map.of("ticket", "nothing")))
                    .hasMessageContaining("That is no ticket");
            assertThatThrownBy(() -> login(client, Map.of("ticket", "a forged one")))
                    .hasMessageContaining("Login forbidden");

            assertThat(client.call("told"))
                    .isEqualTo(List.of(
                            "attempt ticket true",
                            "in ticket holder of x",
                            "out holder of x",
                            "attempt ticket true",
                            "failed That is no ticket",
                            "attempt ticket true",
                            "failed Login forbidden"));
        }
    }

    @Test
    void newUsers_areSeenAndChanged() {
        String name = "anna" + TestApplication.nextId();
        try (DdpClient client = TestApplication.client()) {
            assertThatThrownBy(() -> client.call("createUser", Map.of("username", "nobody", "password", "a")))
                    .hasMessageContaining("User validation failed");
            Map<?, ?> login = (Map<?, ?>) client.call("createUser", Map.of("username", name, "password", "a"));
            assertThat(client.collection("users").get((String) login.get("id")))
                    .containsEntry("profile", Map.of("stars", 1L));
            assertThatThrownBy(() -> client.call("createUser", Map.of("username", name, "password", "a")))
                    .hasMessageContaining("Username already exists.");
        }
    }

    @Test
    void usersOfTheApplication_logIn_withTheirRoles() {
        try (DdpClient client = TestApplication.client();
                DdpClient other = TestApplication.client()) {
            Map<String, Object> login = login(client, password("clerk", "clerk's password"));
            assertThat(login).containsEntry("id", "clerk");
            assertThat(client.call("isIn", "clerks")).isEqualTo(true);
            assertThat(login(other, Map.of("resume", login.get("token")))).containsEntry("id", "clerk");

            assertThat(((Map<?, ?>) client.call("logoutOtherClients")).keySet())
                    .isEqualTo(Set.of("token", "tokenExpires"));
            assertThat(other.awaitClose()).isEqualTo(1000);
        }
    }

    @Test
    void errors_tellWhy_ifTheyMay() {
        String name = "bert" + TestApplication.nextId();
        try (DdpClient client = TestApplication.client()) {
            client.call("createUser", Map.of("username", name, "password", "a"));
            assertThatThrownBy(() -> login(client, password(name, "b"))).hasMessageContaining("Incorrect password");
            assertThatThrownBy(() -> login(client, password("unknown", "b"))).hasMessageContaining("User not found");
            assertThatThrownBy(() -> client.call("forgotPassword", Map.of("email", "unknown")))
                    .hasMessageContaining("User not found");
        }
    }
}
