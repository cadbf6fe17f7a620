package io.ddp4ee.accounts.login;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;

import io.ddp4ee.DdpException;
import io.ddp4ee.accounts.DigestCredential.By;
import io.ddp4ee.accounts.ProfileAdapter;
import io.ddp4ee.accounts.store.UserSelector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class MatchTest {

    private static final String DIGEST = "2bb80d537b1da3e38bd30361aa855686bde0eacd7162fef6a25fe97bf527a25b";

    private static void assertRefused(Runnable read) {
        assertThatThrownBy(read::run).isInstanceOf(DdpException.class).hasMessage("Match failed [400]");
    }

    @Test
    void password_isItsDigest() {
        assertThat(Password.of("secret")).isEqualTo(new Password("secret", DIGEST));
        assertThat(Password.of(Map.of("digest", DIGEST, "algorithm", "sha-256")))
                .isEqualTo(new Password(null, DIGEST));
    }

    @Test
    void otherPasswords_areNone() {
        for (Object value : Arrays.asList(
                null,
                "",
                1L,
                "a".repeat(257),
                List.of(),
                Map.of(),
                Map.of("digest", DIGEST),
                Map.of("digest", DIGEST, "algorithm", "sha-256", "more", 1L),
                Map.of("digest", DIGEST.substring(1), "algorithm", "sha-256"),
                Map.of("digest", DIGEST.toUpperCase(java.util.Locale.ROOT), "algorithm", "sha-256"))) {
            assertRefused(() -> Password.of(value));
        }
        assertThatThrownBy(() -> Password.of(Map.of("digest", DIGEST, "algorithm", "sha-1")))
                .hasMessage("Internal server error [500]");
    }

    @Test
    void password_isNotShown() {
        assertThat(Password.of("secret").toString()).isEqualTo("Password");
    }

    @Test
    void selector_hasOneMember() {
        assertThat(PasswordCheck.selector(Map.of("email", "a@b"))).isEqualTo(new UserSelector(By.EMAIL, "a@b"));
        for (Object value : Arrays.asList(
                null, "a", Map.of(), Map.of("username", "a", "id", "b"), Map.of("username", ""), Map.of("name", "a"))) {
            assertRefused(() -> PasswordCheck.selector(value));
        }
    }

    @Test
    void texts_areWhatADatabaseHolds() {
        assertThat(Match.text("")).isEmpty();
        assertRefused(() -> Match.nonEmpty(""));
        assertRefused(() -> Match.text("a\0"));
        assertRefused(() -> Match.text("a".repeat(256)));
        assertRefused(() -> Match.optional(java.util.Collections.singletonMap("username", null), "username"));
        assertRefused(() -> Match.object(Map.of("a", 1L), Set.of("b")));
    }

    @Test
    void profile_isEjson() {
        assertThat(new ProfileAdapter().adaptFromJson(Map.of("a", Arrays.asList(1L, 0.5, true, null, "x"))))
                .isEqualTo("{\"a\":[1,0.5,true,null,\"x\"]}");
        assertThat(new ProfileAdapter().adaptFromJson(Map.of("at", Instant.ofEpochMilli(7))))
                .isEqualTo("{\"at\":{\"$date\":7}}");
        assertThat(new ProfileAdapter().adaptFromJson(Map.of("b", new byte[] {1})))
                .isEqualTo("{\"b\":{\"$binary\":\"AQ==\"}}");
        assertThat(new ProfileAdapter().adaptFromJson(Map.of("c", Map.of("$date", "today"))))
                .isEqualTo("{\"c\":{\"$escape\":{\"$date\":\"today\"}}}");
        assertRefused(() -> new ProfileAdapter().adaptFromJson(Map.of("a", "\0")));
        assertRefused(() -> new ProfileAdapter().adaptFromJson(Map.of("a", Double.NaN)));
        assertRefused(() -> new ProfileAdapter().adaptFromJson(Map.of("a", new Object())));
    }

    @Test
    void profile_isReadAsItWasWritten() {
        Map<String, Object> profile = Map.of(
                "values", Arrays.asList(new BigInteger("1"), 0.5, true, false, null, "x"),
                "at", Instant.ofEpochMilli(7),
                "bytes", new byte[] {1},
                "escaped", Map.of("$date", "today", "at", Instant.EPOCH),
                "only", Map.of("$date", "today"),
                "within", Map.of("a", Map.of("b", Map.of())));
        ProfileAdapter adapter = new ProfileAdapter();
        assertThat(adapter.adaptToJson(adapter.adaptFromJson(profile)))
                .usingRecursiveComparison()
                .isEqualTo(profile);
    }
}
