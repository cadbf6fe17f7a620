package io.ddp4ee.accounts.encryption;

import java.lang.reflect.Proxy;
import java.net.URI;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.ddp4ee.DdpException;
import io.ddp4ee.DdpSession;
import io.ddp4ee.accounts.settings.TestSettings;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EncryptionTest {

    private static final String REMOTE = "192.0.2.1";

    private static DdpSession session(String uri, String address, Map<String, List<String>> headers) {
        return (DdpSession) Proxy.newProxyInstance(
                EncryptionTest.class.getClassLoader(),
                new Class<?>[] {DdpSession.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "requestUri" -> URI.create(uri);
                    case "clientAddress" -> address;
                    case "headers" -> headers;
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    private static void assertAllowed(DdpSession session, String... settings) {
        assertThatCode(() -> require(session, settings)).doesNotThrowAnyException();
    }

    private static void assertRefused(DdpSession session, String... settings) {
        assertThatThrownBy(() -> require(session, settings))
                .isInstanceOf(DdpException.class)
                .hasMessageContaining("[403]");
    }

    @SuppressWarnings("UnnecessaryAssignment") // There is no container that would inject.
    private static void require(DdpSession session, String... settings) {
        Encryption encryption = new Encryption();
        encryption.settings = TestSettings.of(settings);
        encryption.require(session);
    }

    @Test
    void others_mayReadAlong_ifItIsNotEncrypted() {
        assertAllowed(session("wss://a/websocket", REMOTE, Map.of()));
        assertAllowed(session("https://a/sockjs", REMOTE, Map.of()));
        assertRefused(session("ws://a/websocket", REMOTE, Map.of()));
        assertRefused(session("/websocket", REMOTE, Map.of()));
        assertRefused(session("ws://a/websocket", "", Map.of()));
        assertAllowed(session("ws://a/websocket", REMOTE, Map.of()), "ddp.accounts.require-encryption", "false");
    }

    @Test
    void nobody_isBetween_onOneHost() {
        for (String local : List.of("127.0.0.1", "127.1.2.3", "::1", "0:0:0:0:0:0:0:1")) {
            assertAllowed(session("ws://a/websocket", local, Map.of()));
        }
        assertRefused(session("ws://a/websocket", "localhost", Map.of()));
    }

    /** The client of a proxy on the same host is a local one only by its address. */
    @Test
    void proxy_isNoClient() {
        for (String header : List.of("x-forwarded-for", "x-forwarded-proto", "via")) {
            assertRefused(session("ws://a/websocket", "127.0.0.1", Map.of(header, List.of("anything"))));
        }
    }

    @Test
    void proxy_isBelieved_ifItIsConfigured() {
        Map<String, List<String>> encrypted = Map.of("x-forwarded-proto", List.of("https"));
        String key = "ddp.accounts.forwarded-proto";
        assertRefused(session("ws://a/websocket", REMOTE, encrypted));
        // A server may take the scheme from it.
        assertRefused(session("wss://a/websocket", REMOTE, encrypted));
        assertAllowed(session("ws://a/websocket", REMOTE, encrypted), key, "true");
        assertRefused(session("ws://a/websocket", REMOTE, Map.of("x-forwarded-proto", List.of("http"))), key, "true");
        assertRefused(
                session("ws://a/websocket", REMOTE, Map.of("x-forwarded-proto", List.of("https", "http"))),
                key,
                "true");
        // Between the proxy and the server it may be encrypted, and before it not.
        assertRefused(session("wss://a/websocket", REMOTE, Map.of("x-forwarded-proto", List.of("http"))), key, "true");
    }
}
