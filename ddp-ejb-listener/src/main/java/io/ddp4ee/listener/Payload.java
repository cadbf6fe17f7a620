package io.ddp4ee.listener;

import jakarta.annotation.Nullable;

/**
 * The payload of a notification: {@code version signature backend rest}. Whatever a version puts into the rest, a server of
 * another version can tell that it comes from its own cluster, and at first hand.
 *
 * @param backend the process that sent it, by the sender's word, which PostgreSQL confirms or not
 */
record Payload(String version, int backend, String rest) {

    /** A chunk of a transaction's texts. */
    static final String CHUNK = "1";

    String text(String channel, Signature signature) {
        return version + " " + signature.sign(channel, signed()) + " " + backend + " " + rest;
    }

    private String signed() {
        return version + " " + backend + " " + rest;
    }

    /** Null if the notification is none of this cluster's. */
    @Nullable
    static Payload of(Notification notification, Signature signature) {
        String[] parts = notification.payload().split(" ", 4);
        if (parts.length != 4
                || !signature.isOf(parts[1], notification.channel(), parts[0] + " " + parts[2] + " " + parts[3])) {
            return null;
        }
        try {
            return new Payload(parts[0], Integer.parseInt(parts[2]), parts[3]);
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
