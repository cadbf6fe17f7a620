package io.ddp4ee.transport;

import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.annotation.Nullable;

/**
 * The page that a request is made by, as far as a browser tells. What is no browser tells what it likes, and has no other
 * user's credentials.
 *
 * @param site what a browser tells of a request without an origin, such as that of a script or a frame
 * @param referrer without its query, which need not be part of a URI
 */
record RequestingPage(
        @Nullable String origin,
        @Nullable String site,
        @Nullable String referrer,
        @Nullable String host) {

    private static final Pattern ORIGIN = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.\\-]*://[^/?#]*");
    private static final Pattern HIDDEN_FRAME = Pattern.compile(".*/sockjs/iframe[0-9-.a-z_]*\\.html/?");

    /** @param header gives the value of a header; null if there is none */
    static RequestingPage of(UnaryOperator<String> header) {
        String origin = header.apply("Origin");
        String referrer = header.apply("Referer");
        return new RequestingPage(
                origin == null || origin.isEmpty() ? null : origin,
                header.apply("Sec-Fetch-Site"),
                referrer == null ? null : referrer.split("[?#]", 2)[0],
                header.apply("Host"));
    }

    /**
     * A browser sends the user's credentials along whatever page makes a request: another site's must not count. Nor may those
     * of SockJS's hidden frame, which asks for whatever the page around it wants, as if it were of this origin.
     */
    boolean isOfSameOrigin() {
        if (referrer != null && HIDDEN_FRAME.matcher(referrer).matches()) {
            return false;
        }
        if (origin != null) {
            return Origins.isSame(origin, host);
        }
        if (site == null && referrer != null) {
            return Origins.isSame(originOf(referrer), host);
        }
        return isOwnSite();
    }

    private boolean isOwnSite() {
        return site == null || site.equals("same-origin") || site.equals("none");
    }

    /** Scripts, frames and events are asked for without an origin. */
    boolean isAllowedBy(Origins origins) {
        if (origin == null && referrer == null) {
            return origins.areAny() || isOwnSite();
        }
        return origins.allow(origin == null ? originOf(referrer) : origin, host);
    }

    private static String originOf(String address) {
        Matcher origin = ORIGIN.matcher(address);
        return origin.lookingAt() ? origin.group() : "null";
    }
}
