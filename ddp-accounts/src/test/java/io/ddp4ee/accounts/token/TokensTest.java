package io.ddp4ee.accounts.token;

import java.util.HashSet;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TokensTest {

    @Test
    void secrets_areMeteors_andNeverTheSame() {
        Set<String> secrets = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            secrets.add(Tokens.secret());
        }
        assertThat(secrets).hasSize(1000).allMatch(secret -> secret.matches("[A-Za-z0-9_-]{43}"));
    }

    @Test
    void ids_areMeteors() {
        assertThat(Tokens.id()).matches("[23456789A-HJ-NP-TW-Za-km-z]{17}");
    }

    /** FIPS 180-2, appendix B.1. */
    @Test
    void hash_isSha256_inBase64() {
        assertThat(Tokens.hash("abc")).isEqualTo("ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
    }

    @Test
    void digest_isSha256_inLowerCaseDigits() {
        assertThat(Tokens.digest("abc")).isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
