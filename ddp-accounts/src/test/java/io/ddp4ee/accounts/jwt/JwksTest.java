package io.ddp4ee.accounts.jwt;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Keys that their issuer serves. */
class JwksTest {

    private static final PublicJsonWebKey OLD = JwtsTest.rsa("old");
    private static final PublicJsonWebKey NEW = JwtsTest.rsa("new");

    private final AtomicInteger fetched = new AtomicInteger();

    private volatile int status = 200;
    private volatile String body = keys(OLD);

    private HttpServer server;
    private String address;
    private Jwts jwts;

    @BeforeEach
    void serve() throws IOException {
        start(0);
        address = "http://localhost:" + server.getAddress().getPort() + "/keys";
        jwts = JwtsTest.jwts("mp.jwt.verify.publickey.location", address);
    }

    private void start(int port) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/keys", this::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        fetched.incrementAndGet();
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private static String keys(PublicJsonWebKey key) {
        return new JsonWebKeySet(key).toJson(OutputControlLevel.PUBLIC_ONLY);
    }

    private boolean isGood(PublicJsonWebKey key) throws JoseException {
        JwtClaims claims = new JwtClaims();
        JwtsTest.claim(claims);
        return jwts.callerOf(JwtsTest.signed(claims, key, "RS256")).isPresent();
    }

    /** Keys are not fetched again within part of a second, so that tokens of unknown ones are no attack on who has them. */
    private void awaitGood(PublicJsonWebKey key) throws JoseException {
        Instant end = Instant.now().plus(Duration.ofSeconds(10));
        while (!isGood(key)) {
            assertThat(Instant.now()).isBefore(end);
            Thread.onSpinWait();
        }
    }

    private void assertNoKeys() {
        assertThatThrownBy(() -> isGood(OLD))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("mp.jwt.verify.publickey.location is \"" + address
                        + "\", and keys cannot be fetched there: let it answer with a JWKS.")
                .hasCauseInstanceOf(IOException.class);
    }

    @Test
    void keys_areFetchedOnce_andAgainForANewOne() throws JoseException {
        assertThat(isGood(OLD)).isTrue();
        assertThat(isGood(OLD)).isTrue();
        assertThat(fetched).hasValue(1);

        body = keys(NEW);
        awaitGood(NEW);
        assertThat(fetched).hasValue(2);
    }

    @Test
    void keyThatIsGone_isGoodForNothing() throws JoseException {
        assertThat(isGood(OLD)).isTrue();
        body = keys(NEW);
        awaitGood(NEW);
        assertThat(isGood(OLD)).isFalse();
    }

    @Test
    void unreachableKeys_areTheDevelopersToMend_andLaterFetched() throws IOException, JoseException {
        int port = server.getAddress().getPort();
        server.stop(0);
        assertNoKeys();
        start(port);
        assertThat(isGood(OLD)).isTrue();

        server.stop(0);
        assertThat(isGood(OLD)).as("it is known").isTrue();
    }

    @Test
    void anotherAnswer_isNoMistakeInTheToken() throws JoseException {
        status = 503;
        assertNoKeys();
        status = 200;
        body = "<html>Welcome</html>";
        assertNoKeys();
        body = keys(OLD);
        assertThat(isGood(OLD)).isTrue();
    }
}
