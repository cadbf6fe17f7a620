package io.ddp4ee.it;

import java.util.List;
import java.util.Map;

import io.ddp4ee.test.DdpClient;

/** Users of {@code ddp-accounts}, whose password is {@code secret}. */
final class Users {

    /** The digest of {@code secret}. */
    private static final String DIGEST = "2bb80d537b1da3e38bd30361aa855686bde0eacd7162fef6a25fe97bf527a25b";

    static final Map<String, Object> DIGESTED = Map.of("digest", DIGEST, "algorithm", "sha-256");

    private Users() {}

    static String unused(String name) {
        return name + TestApplication.nextId();
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> call(DdpClient client, String method, Object... parameters) {
        return (Map<String, Object>) client.call(method, parameters);
    }

    static Map<String, Object> register(DdpClient client, String name) {
        return call(
                client,
                "createUser",
                Map.of(
                        "username",
                        name,
                        "email",
                        name + "@example.org",
                        "password",
                        DIGESTED,
                        "profile",
                        Map.of("a", 1L)));
    }

    static Map<String, Object> login(DdpClient client, Map<String, Object> user, Object password) {
        return call(client, "login", Map.of("user", user, "password", password));
    }

    @SuppressWarnings("unchecked")
    static List<String> mail(DdpClient client, String address) {
        return (List<String>) client.call("mail", address);
    }
}
