package io.ddp4ee.listener;

import jakarta.annotation.Nullable;

/**
 * The payload of a notification: {@code version signature rest}. Whatever a version puts into the rest, a server of another
 * version can tell that it comes from its own cluster.
 */
record Payload(String version, String rest) {

    /** A chunk of a transaction's texts. */
    static final String CHUNK = "1";

    /** A message that a server sends to itself. */
    static final String PROBE = "P";

    String text(String channel, Signature signature) {
        return version + " " + signature.sign(channel, version + " " + rest) + " " + rest;
    }

    /** Null if the notification is none of this cluster's. */
    @Nullable
    static Payload of(Notification notification, Signature signature) {
        String[] parts = notification.payload().split(" ", 3);
        if (parts.length != 3) {
            return null;
        }
        boolean authentic = signature.isOf(parts[1], notification.channel(), parts[0] + " " + parts[2]);
        return authentic ? new Payload(parts[0], parts[2]) : null;
    }
}
