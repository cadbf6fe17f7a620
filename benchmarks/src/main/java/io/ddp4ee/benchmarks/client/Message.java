package io.ddp4ee.benchmarks.client;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

import jakarta.annotation.Nullable;

/** The messages of a DDP server, told by their first bytes: whoever counts a hundred thousand a second does not parse them. */
enum Message {
    CONNECTED,
    READY,
    ADDED,
    CHANGED,
    REMOVED,
    NOSUB,
    PING,
    ERROR;

    private final String beginning = "{\"msg\":\"" + name().toLowerCase(Locale.ROOT) + "\"";

    /** Null for those that say nothing here. */
    @Nullable
    static Message of(ByteBuffer text) {
        for (Message message : values()) {
            if (message.begins(text)) {
                return message;
            }
        }
        return null;
    }

    private boolean begins(ByteBuffer text) {
        boolean begins = text.remaining() >= beginning.length();
        for (int i = 0; begins && i < beginning.length(); i++) {
            begins = text.get(text.position() + i) == beginning.charAt(i);
        }
        return begins;
    }

    /** How many subscriptions are said to be ready. */
    static int readySubscriptions(ByteBuffer text) {
        byte[] bytes = new byte[text.remaining()];
        text.get(text.position(), bytes);
        String ids = new String(bytes, StandardCharsets.UTF_8);
        return ids.substring(ids.indexOf('[')).split(",", -1).length;
    }
}
