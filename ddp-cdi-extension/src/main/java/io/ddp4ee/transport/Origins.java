package io.ddp4ee.transport;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.annotation.Nullable;

/** Whose pages may connect. What is no page has no origin, and could tell any. */
public final class Origins {

    private static final String ANY = "*";
    private static final String SAME = "same";

    /** Of a Content-Security-Policy. */
    public static final String SELF = "'self'";

    private static final String NONE = "'none'";

    /** A file has an origin that cannot be told there. */
    private static final Pattern EXPRESSIBLE = Pattern.compile("[a-z][a-z0-9+.\\-]*://[a-z0-9.:\\-\\[\\]]+");

    private final Set<String> allowed;

    private Origins(Set<String> allowed) {
        this.allowed = allowed;
    }

    /** @param setting origins with commas between, as in {@code https://example.org, same}; {@code *} for any */
    public static Origins of(String setting) {
        return new Origins(Arrays.stream(setting.split(",", -1))
                .map(Origins::normal)
                .filter(origin -> !origin.isEmpty())
                .collect(Collectors.toUnmodifiableSet()));
    }

    private static String normal(String origin) {
        return origin.strip().toLowerCase(Locale.ROOT).replaceFirst("/$", "");
    }

    boolean areAny() {
        return allowed.contains(ANY);
    }

    /**
     * Whose pages may have a page of the server's in a frame, as {@code frame-ancestors} of a Content-Security-Policy has it.
     * Where any may connect none but the server's own may, and those that are named: what is in a frame acts as the server's
     * own page, whoever has put it there.
     */
    public String framing() {
        Stream<String> named =
                allowed.stream().filter(EXPRESSIBLE.asMatchPredicate()).sorted();
        boolean isOwn = areAny() || allowed.contains(SAME);
        String sources =
                Stream.concat(isOwn ? Stream.of(SELF) : Stream.empty(), named).collect(Collectors.joining(" "));
        return sources.isEmpty() ? NONE : sources;
    }

    /**
     * @param origin null or empty if the client tells none
     * @param host as the client knows the server
     */
    public boolean allow(@Nullable String origin, @Nullable String host) {
        return areAny()
                || origin == null
                || origin.isEmpty()
                || allowed.contains(normal(origin))
                || (allowed.contains(SAME) && isSame(origin, host));
    }

    /** False for an origin that has no host, such as that of a file or of a sandboxed frame. */
    static boolean isSame(String origin, @Nullable String host) {
        try {
            return host != null && host.equalsIgnoreCase(new URI(origin).getAuthority());
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
