package io.ddp4ee.it;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.jose4j.jwt.JwtClaims;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.ddp4ee.it.accounts.Hooks;
import io.ddp4ee.it.accounts.Issuer;
import io.ddp4ee.test.DdpClient;
import io.ddp4ee.test.DdpErrorException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Users log in by the tokens of an issuer that MicroProfile JWT is configured for. */
@ExtendWith(ArquillianExtension.class)
class JwtIT {

    private static final String NAME = "https://issuer.example.org";
    private static final Issuer ISSUER = new Issuer(NAME);
    private static final int MINUTES = 5;

    @Deployment(testable = false)
    static WebArchive war() {
        return TestApplication.jwt(ISSUER.settings() + "\nddp.accounts.rate-limit=0", Hooks.class);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> login(DdpClient client, String kind, Object token) {
        return (Map<String, Object>) client.call("login", Map.of(kind, token));
    }

    private static String good() {
        return ISSUER.sign(ISSUER.claims("anna@example.org", MINUTES, "clerks", "two words"));
    }

    @Test
    void goodToken_logsIn_withItsGroups_forAsLongAsItIsGood() throws Exception {
        JwtClaims claims = ISSUER.claims("anna@example.org", MINUTES, "clerks", "two words");
        try (DdpClient client = TestApplication.client();
                DdpClient other = TestApplication.client()) {
            Map<String, Object> login = login(client, "jwt", ISSUER.sign(claims));
            assertThat(login)
                    .containsEntry("id", "anna@example.org")
                    .containsEntry("type", "jwt")
                    .containsEntry(
                            "tokenExpires",
                            Instant.ofEpochMilli(claims.getExpirationTime().getValueInMillis()));
            assertRoles(client);

            assertThat(login(other, "resume", login.get("token"))).containsEntry("id", "anna@example.org");
            assertRoles(other);
            Map<?, ?> next = (Map<?, ?>) other.call("getNewToken");
            assertThat(next.get("tokenExpires")).isEqualTo(login.get("tokenExpires"));
            login(client, "resume", next.get("token"));
            assertRoles(client);
        }
    }

    private static void assertRoles(DdpClient client) {
        assertThat(client.call("isIn", "clerks")).isEqualTo(true);
        assertThat(client.call("isIn", "two words")).isEqualTo(true);
        assertThat(client.call("isIn", "managers")).isEqualTo(false);
    }

    /** Of one user, one login has not the roles of the other. */
    @Test
    void groups_areOfTheLogin_notOfTheUser() {
        try (DdpClient client = TestApplication.client();
                DdpClient other = TestApplication.client()) {
            login(client, "jwt", ISSUER.sign(ISSUER.claims("bert", MINUTES, "clerks")));
            login(other, "jwt", ISSUER.sign(ISSUER.claims("bert", MINUTES, "managers")));
            assertThat(client.call("isIn", "clerks")).isEqualTo(true);
            assertThat(client.call("isIn", "managers")).isEqualTo(false);
            assertThat(other.call("isIn", "clerks")).isEqualTo(false);
            assertThat(other.call("isIn", "managers")).isEqualTo(true);

            client.call("logout");
            assertThat(client.call("isIn", "clerks")).isEqualTo(false);
        }
    }

    @Test
    void badTokens_areRefused_allInOneWay() {
        JwtClaims claims = ISSUER.claims("anna", MINUTES, "clerks");
        JwtClaims endless = ISSUER.claims("anna", MINUTES, "clerks");
        endless.unsetClaim("exp");
        JwtClaims nobodys = ISSUER.claims("", MINUTES, "clerks");
        Map<String, String> tokens = Map.of(
                "expired", ISSUER.sign(ISSUER.claims("anna", -1, "clerks")),
                "endless", ISSUER.sign(endless),
                "another's, who has the name", new Issuer(NAME).sign(claims),
                "another's name", ISSUER.sign(new Issuer("https://elsewhere").claims("anna", MINUTES, "clerks")),
                "unsigned", ISSUER.leaveUnsigned(claims),
                "signed by what is public", ISSUER.signByWhatIsPublic(claims),
                "of other claims than were signed", changed(good()),
                "nobody's", ISSUER.sign(nobodys),
                "no token", "abc");
        try (DdpClient client = TestApplication.client()) {
            tokens.forEach((what, token) -> assertThatExceptionOfType(DdpErrorException.class)
                    .as(what)
                    .isThrownBy(() -> login(client, "jwt", token))
                    .satisfies(e -> assertThat(e.error()).isEqualTo(403L))
                    .withMessageContaining("Something went wrong. Please check your credentials."));
            assertThatExceptionOfType(DdpErrorException.class)
                    .isThrownBy(() -> login(client, "jwt", List.of(good())))
                    .withMessageContaining("Match failed");
            assertThat(client.call("isIn", "clerks")).isEqualTo(false);
        }
    }

    /** With the signature of the one and the claims of another. */
    private static String changed(String token) {
        String other = ISSUER.sign(ISSUER.claims("the boss", MINUTES, "managers"));
        return other.substring(0, other.lastIndexOf('.')) + token.substring(token.lastIndexOf('.'));
    }
}
