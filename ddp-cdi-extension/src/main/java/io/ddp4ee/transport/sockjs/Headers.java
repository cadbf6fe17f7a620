package io.ddp4ee.transport.sockjs;

import java.time.Duration;
import java.time.Instant;

import jakarta.annotation.Nullable;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** What browsers and caches are told of a response. */
final class Headers {

    private static final Duration YEAR = Duration.ofDays(365);

    private Headers() {}

    /** A page of any origin may ask: it is another question whether the user's credentials count. */
    static void allowOrigin(HttpServletRequest request, HttpServletResponse response) {
        allowOrigin(request, response, request.getHeader("Origin"));
    }

    /** The same, but for pages that have none, which may not send credentials then. */
    static void allowOriginOrNone(HttpServletRequest request, HttpServletResponse response) {
        String origin = request.getHeader("Origin");
        allowOrigin(request, response, "null".equals(origin) ? null : origin);
    }

    private static void allowOrigin(HttpServletRequest request, HttpServletResponse response, @Nullable String origin) {
        if (origin == null || origin.isEmpty()) {
            response.setHeader("Access-Control-Allow-Origin", "*");
        } else {
            response.setHeader("Access-Control-Allow-Origin", origin);
            response.setHeader("Access-Control-Allow-Credentials", "true");
        }
        response.addHeader("Vary", "Origin");
        String headers = request.getHeader("Access-Control-Request-Headers");
        if (headers != null) {
            response.setHeader("Access-Control-Allow-Headers", headers);
        }
    }

    /** Of an answer to {@code OPTIONS}. */
    static void allowMethods(HttpServletResponse response, String methods) {
        response.setHeader("Access-Control-Allow-Methods", methods);
        response.setHeader("Access-Control-Max-Age", String.valueOf(YEAR.toSeconds()));
        cacheable(response);
    }

    static void cacheable(HttpServletResponse response) {
        response.setHeader("Cache-Control", "public, max-age=" + YEAR.toSeconds());
        response.setDateHeader("Expires", Instant.now().plus(YEAR).toEpochMilli());
    }

    /** Nor may what is between hold it back. */
    static void immediate(HttpServletResponse response) {
        response.setHeader("Cache-Control", "no-store, no-cache, no-transform, must-revalidate, max-age=0");
        response.setHeader("X-Accel-Buffering", "no");
    }
}
