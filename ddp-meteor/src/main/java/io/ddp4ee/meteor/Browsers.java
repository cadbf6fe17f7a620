package io.ddp4ee.meteor;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.annotation.Nullable;

/**
 * Tells by its {@code User-Agent} whether a browser runs the modern program: one that has modules, classes and asynchronous
 * functions of its own. Whoever is not known gets the other, which runs everywhere.
 */
final class Browsers {

    private record Least(Pattern pattern, int version) {
        Least(String pattern, int version) {
            this(Pattern.compile(pattern), version);
        }
    }

    /**
     * The first that is found decides: many name others too. On iOS all are Safari within; Edge, Opera and many more are
     * Chromium.
     */
    private static final List<Least> LEAST = List.of(
            new Least("Edge/(\\d+)", 16),
            new Least("(?:iPhone|iPad|iPod).*? OS (\\d+)[_.]", 11),
            new Least("(?:Chrome|Chromium)/(\\d+)", 61),
            new Least("Firefox/(\\d+)", 60),
            new Least("Version/(\\d+).*Safari/", 11));

    private Browsers() {}

    static boolean isModern(@Nullable String userAgent) {
        if (userAgent == null) {
            return false;
        }
        for (Least least : LEAST) {
            Matcher matcher = least.pattern().matcher(userAgent);
            if (matcher.find()) {
                String version = matcher.group(1);
                return version.length() > 4 || Integer.parseInt(version) >= least.version();
            }
        }
        return false;
    }
}
