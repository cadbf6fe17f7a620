package io.ddp4ee.it;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

import io.ddp4ee.it.security.Users;
import io.ddp4ee.test.DdpClient;

/** Sessions of {@link Users} of the first server. */
final class Logins {

    private Logins() {}

    static DdpClient connect(Map<String, String> headers) {
        return connect(TestApplication.url(), headers);
    }

    static DdpClient connect(String url, Map<String, String> headers) {
        DdpClient client = DdpClient.open(url, headers);
        client.send("{\"msg\":\"connect\",\"version\":\"1\",\"support\":[\"1\"]}");
        client.await("connected", () -> client.session() != null);
        return client;
    }

    static Map<String, String> login(String name) {
        byte[] credentials = (name + ":" + name + "'s password").getBytes(StandardCharsets.UTF_8);
        return Map.of("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials));
    }
}
