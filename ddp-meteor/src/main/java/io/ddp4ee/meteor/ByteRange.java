package io.ddp4ee.meteor;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.annotation.Nullable;

/**
 * A part of a file that a client wants, as players of sound and video do.
 *
 * @param end of the last byte, exclusive
 */
record ByteRange(long start, long end) {

    private static final Pattern ONE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    /**
     * @param header {@code Range}; several parts are given as the whole, which is allowed
     * @return null for the whole; one that is empty if the file has no such part
     */
    @Nullable
    static ByteRange of(@Nullable String header, long length) {
        Matcher one = header == null ? null : ONE.matcher(header.strip());
        if (one == null || !one.matches() || one.group().endsWith("=-")) {
            return null;
        }
        if (one.group(1).isEmpty()) {
            return new ByteRange(Math.max(0, length - Long.parseLong(one.group(2))), length);
        }
        long start = Long.parseLong(one.group(1));
        long last = one.group(2).isEmpty() ? Long.MAX_VALUE - 1 : Long.parseLong(one.group(2));
        return last < start ? null : new ByteRange(start, Math.min(last + 1, length));
    }

    boolean isEmpty() {
        return start >= end;
    }

    long length() {
        return end - start;
    }
}
