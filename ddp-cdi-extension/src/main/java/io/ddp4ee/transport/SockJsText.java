package io.ddp4ee.transport;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import jakarta.annotation.Nullable;

import io.ddp4ee.ejson.Ejson;
import io.ddp4ee.session.CloseCode;

/** The server's frames of SockJS. */
public final class SockJsText {

    public static final String OPEN = "o";
    public static final String HEARTBEAT = "h";

    /** What browsers have been known to lose on the way, and halves of characters, which UTF-8 has no bytes for. */
    private static final Pattern FRAGILE = Pattern.compile(
            "[\\x00-\\x1f\\x{d800}-\\x{dfff}\\x{10000}-\\x{10ffff}\\u200c-\\u200f\\u2028-\\u202f\\u2060-\\u206f\\ufff0-\\uffff]");

    private SockJsText() {}

    public static String messages(List<String> messages) {
        return messages.stream().map(SockJsText::quoted).collect(Collectors.joining(",", "a[", "]"));
    }

    public static String close(int code, @Nullable String reason) {
        String told = reason == null ? "" : reason;
        // Always the same: that of its own server.
        return "c[" + code + "," + quoted(code == CloseCode.NORMAL ? "Normal closure" : told) + "]";
    }

    public static boolean isClose(String frame) {
        return frame.startsWith("c");
    }

    private static String quoted(String text) {
        return FRAGILE.matcher(Ejson.print(text)).replaceAll(found -> found.group()
                .chars()
                .mapToObj(unit -> String.format(Locale.ROOT, "\\\\u%04x", unit))
                .collect(Collectors.joining()));
    }
}
