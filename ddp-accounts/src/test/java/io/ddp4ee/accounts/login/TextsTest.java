package io.ddp4ee.accounts.login;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.ddp4ee.accounts.DigestCredential;
import io.ddp4ee.accounts.MailKind;
import io.ddp4ee.accounts.MailWanted;
import io.ddp4ee.accounts.NewUser;
import io.ddp4ee.accounts.login.Logins.Who;
import io.ddp4ee.accounts.store.IssuedToken;
import io.ddp4ee.accounts.token.Tokens;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever has a secret may be logged by somebody. */
class TextsTest {

    @Test
    void nothing_tellsItsSecret() {
        String secret = Tokens.secret();
        String digest = Tokens.digest(secret);
        IssuedToken issued = new IssuedToken(secret, Instant.now());
        for (Object holder : List.of(
                Password.of(secret),
                Password.of(Map.of("digest", digest, "algorithm", "sha-256")),
                new DigestCredential(DigestCredential.By.ID, "anna", digest),
                new NewUser("anna", null, digest, null),
                new MailWanted(MailKind.VERIFY_EMAIL, "anna", "anna@example.org", secret, "/" + secret),
                issued,
                new Who("resume", "anna", () -> issued))) {
            assertThat(holder.toString()).doesNotContain(secret, digest);
        }
    }
}
