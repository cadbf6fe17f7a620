package io.ddp4ee.it;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.ddp4ee.it.accounts.Hooks;
import io.ddp4ee.it.accounts.Members;
import io.ddp4ee.it.accounts.Staff;
import io.ddp4ee.test.DdpClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** An application has a say in its accounts, and has users of its own. */
@ExtendWith(ArquillianExtension.class)
class AccountHooksIT {

    @Deployment(testable = false)
    static WebArchive war() {
        return TestApplication.accounts("""
                ddp.accounts.ambiguous-errors=false
                ddp.accounts.logout-other-clients=true
                ddp.accounts.rate-limit=0
                ddp.accounts.forwarded-proto=true
                """, Hooks.class, Members.class, Staff.class);
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

    /** What Meteor allows unless it is forbidden, and this application allows. */
    @Test
    void profile_isItsUsersToChange_andNobodyElses() {
        try (DdpClient client = TestApplication.client();
                DdpClient other = TestApplication.client()) {
            String id = register(client);
            String others = register(other);

            Map<String, Object> noDate = Map.of("$escape", Map.of("$date", 5L));
            assertThat(client.call("/users/update", Map.of("_id", id), set("profile.motto", noDate)))
                    .isEqualTo(1L);
            client.awaitField("users", id, "profile", Map.of("stars", 1L, "motto", Map.of("$date", 5L)));
            assertThat(client.call("/users/update", Map.of("_id", id), set("profile", Map.of("when", Instant.EPOCH))))
                    .isEqualTo(1L);
            client.awaitField("users", id, "profile", Map.of("when", Instant.EPOCH));
            assertThatThrownBy(() -> client.call("/users/update", Map.of("_id", others), set("profile.stars", 9)))
                    .hasMessageContaining("Access denied");
            assertThatThrownBy(() -> client.call("/users/update", Map.of("_id", id), set("username", "root")))
                    .hasMessageContaining("Access denied");
            assertThat(other.collection("users").get(others)).containsEntry("profile", Map.of("stars", 1L));
        }
    }

    private static String register(DdpClient client) {
        Map<?, ?> login = (Map<?, ?>)
                client.call("createUser", Map.of("username", "sven" + TestApplication.nextId(), "password", "a"));
        return (String) login.get("id");
    }

    private static Map<String, Object> set(String path, Object value) {
        return Map.of("$set", Map.of(path, value));
    }

    @Test
    void encryptionThatEndsAtAProxy_isBelieved_ifItIsConfigured() {
        try (DdpClient encrypted = forwarded("https");
                DdpClient open = forwarded("http")) {
            assertThat(register(encrypted)).isNotNull();
            assertThatThrownBy(() -> register(open)).hasMessageContaining("Authentication refused without encryption");
        }
    }

    private static DdpClient forwarded(String protocol) {
        return Logins.connect(Map.of("X-Forwarded-Proto", protocol, "X-Forwarded-For", "203.0.113.7"));
    }
}
