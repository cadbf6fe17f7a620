package io.ddp4ee.transport;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.annotation.Nullable;

/** Whose pages may connect. What is no page has no origin, and could tell any. */
public final class Origins {

    private static final String ANY = "*";
    private static final String SAME = "same";

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

    /**
     * @param origin null or empty if the client tells none
     * @param host as the client knows the server
     */
    public boolean allow(@Nullable String origin, @Nullable String host) {
        return allowed.contains(ANY)
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
