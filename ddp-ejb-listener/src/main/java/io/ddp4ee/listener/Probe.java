package io.ddp4ee.listener;

import java.util.UUID;

import jakarta.annotation.Nullable;

import io.ddp4ee.spi.BusStatement;

/** A message that this server sends to itself, through the application's data source, to see whether messages travel. */
final class Probe {

    private final String channel;
    private final Payload payload = new Payload(Payload.PROBE, UUID.randomUUID().toString());

    private volatile Exception failure;

    Probe(String channel) {
        this.channel = channel;
    }

    BusStatement statement(Signature signature) {
        return ChunkWriter.notify(channel, payload.text(channel, signature));
    }

    boolean is(Payload received) {
        return payload.equals(received);
    }

    /** It could not be sent at all. */
    void fail(Exception cause) {
        failure = cause;
    }

    @Nullable
    Exception failure() {
        return failure;
    }
}
