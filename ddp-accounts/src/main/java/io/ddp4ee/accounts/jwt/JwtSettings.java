package io.ddp4ee.accounts.jwt;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.ddp4ee.accounts.settings.Settings;

/** What MicroProfile JWT is configured by. */
final class JwtSettings {

    static final String KEY = "mp.jwt.verify.publickey";
    static final String LOCATION = KEY + ".location";
    private static final String ALGORITHM = KEY + ".algorithm";
    private static final String ISSUER = "mp.jwt.verify.issuer";
    private static final String AUDIENCES = "mp.jwt.verify.audiences";
    private static final String SKEW = "mp.jwt.verify.clock.skew";
    private static final String AGE = "mp.jwt.verify.token.age";

    private final Settings settings;

    JwtSettings(Settings settings) {
        this.settings = settings;
    }

    boolean areThere() {
        return settings.text(KEY).isPresent() || settings.text(LOCATION).isPresent();
    }

    /** Where keys are that their owner may change; empty if they are here. */
    Optional<String> address() {
        return location().filter(location -> location.startsWith("https:") || location.startsWith("http:"));
    }

    /** What the keys are written in, where they are here. */
    String key() {
        return settings.text(KEY).orElseGet(() -> read(location().orElseThrow()));
    }

    private Optional<String> location() {
        return settings.text(KEY).isPresent() ? Optional.empty() : settings.text(LOCATION);
    }

    private static String read(String location) {
        try (InputStream stream = location.startsWith("file:")
                ? URI.create(location).toURL().openStream()
                : Thread.currentThread().getContextClassLoader().getResourceAsStream(name(location))) {
            if (stream == null) {
                throw new IllegalStateException(LOCATION + " is \"" + location
                        + "\", which is not on the class path of the application: let it be there, or a URL.");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(LOCATION + " is \"" + location + "\", which cannot be read.", e);
        }
    }

    private static String name(String location) {
        return location.replaceFirst("^classpath:", "").replaceFirst("^/+", "");
    }

    String issuer() {
        return settings.text(ISSUER)
                .orElseThrow(() -> new IllegalStateException(
                        ISSUER + " is missing: name who issues the tokens that " + KEY + " verifies."));
    }

    /** Of which a token is for one; empty for any. */
    List<String> audiences() {
        return list(settings.text(AUDIENCES).orElse(""));
    }

    /** By which tokens may be signed. None is by a secret that issuer and application share. */
    List<String> algorithms() {
        return settings.text(ALGORITHM).map(List::of).orElse(List.of("RS256", "ES256"));
    }

    int skewSeconds() {
        return settings.text(SKEW).map(text -> seconds(SKEW, text)).orElse(0);
    }

    /** Since when a token was issued at most. */
    Optional<Integer> ageSeconds() {
        return settings.text(AGE).map(text -> seconds(AGE, text));
    }

    private static int seconds(String key, String text) {
        try {
            return Integer.parseUnsignedInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalStateException(key + " is \"" + text + "\": let it be a number of seconds.", e);
        }
    }

    private static List<String> list(String text) {
        return Stream.of(text.split(",", -1))
                .map(String::strip)
                .filter(one -> !one.isEmpty())
                .toList();
    }
}
