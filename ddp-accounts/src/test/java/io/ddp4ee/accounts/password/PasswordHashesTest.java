package io.ddp4ee.accounts.password;

import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.ddp4ee.accounts.settings.TestSettings;
import io.ddp4ee.accounts.token.Tokens;

import static org.assertj.core.api.Assertions.assertThat;

class PasswordHashesTest {

    /** Of the password {@code secret} as Meteor keeps it, made by the C library's crypt. */
    private static final String FOREIGN = "$2b$10$abcdefghijklmnopqrstuuvWVK65bxpTn5Exxu7eg6T9YcCRWiP7C";

    private final PasswordHashes hashes = new PasswordHashes();

    @BeforeEach
    @SuppressWarnings("UnnecessaryAssignment") // There is no container that would inject.
    void configure() {
        hashes.settings = TestSettings.of();
    }

    @Test
    void passwords_moveFromMeteor() {
        for (String version : List.of("$2b$", "$2a$", "$2y$")) {
            String hash = FOREIGN.replace("$2b$", version);
            assertThat(hashes.matches(Tokens.digest("secret"), hash)).isTrue();
            assertThat(hashes.matches(Tokens.digest("Secret"), hash)).isFalse();
        }
    }

    @Test
    void ownHashes_areMeteors_andSalted() {
        String digest = Tokens.digest("secret");
        String hash = hashes.hash(digest);
        assertThat(hash).startsWith("$2b$10$").hasSize(60).isNotEqualTo(hashes.hash(digest));
        assertThat(hashes.matches(digest, hash)).isTrue();
    }

    @Test
    void nobody_hasAPassword_afterAsMuchWork() {
        String digest = Tokens.digest("secret");
        assertThat(hashes.matches(digest, null)).isFalse();
        long unknown = time(() -> hashes.matches(digest, null));
        long known = time(() -> hashes.matches(digest, FOREIGN));
        // Without the same work it would be a thousandth.
        assertThat((double) unknown / known).isBetween(0.2, 5.0);
    }

    private static long time(Runnable action) {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            long begin = System.nanoTime();
            action.run();
            least = Math.min(least, System.nanoTime() - begin);
        }
        return least;
    }
}
