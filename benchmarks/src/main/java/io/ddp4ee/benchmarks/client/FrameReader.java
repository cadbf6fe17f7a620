package io.ddp4ee.benchmarks.client;

import java.nio.ByteBuffer;

import jakarta.annotation.Nullable;

/** Takes apart what a server sends, however the network has cut it. Of what is not yet whole it keeps the bytes, else none. */
final class FrameReader {

    /** What is told of it. */
    interface Reader {

        /** @param text in UTF-8; valid only during the call */
        void text(ByteBuffer text);

        void ping(byte[] payload);

        void closed();
    }

    private static final int FINAL = 0x80;
    private static final int OPCODE = 0x0f;
    private static final int LENGTH = 0x7f;

    private final Reader reader;

    /** The beginning of a frame. */
    @Nullable
    private ByteBuffer rest;

    /** The frames of a message that has more. */
    @Nullable
    private ByteBuffer parts;

    FrameReader(Reader reader) {
        this.reader = reader;
    }

    /** @param bytes read to their end */
    void read(ByteBuffer bytes) {
        ByteBuffer all = rest == null ? bytes : joined(rest, bytes);
        while (readOne(all)) {}
        rest = all.hasRemaining() ? joined(null, all) : null;
        bytes.position(bytes.limit());
    }

    /** A copy: the bytes are read into the same buffer again. */
    private static ByteBuffer joined(@Nullable ByteBuffer before, ByteBuffer bytes) {
        int kept = before == null ? 0 : before.remaining();
        ByteBuffer joined = ByteBuffer.allocate(kept + bytes.remaining());
        if (before != null) {
            joined.put(before);
        }
        return joined.put(bytes).flip();
    }

    private boolean readOne(ByteBuffer bytes) {
        int start = bytes.position();
        if (bytes.remaining() < 2) {
            return false;
        }
        int first = bytes.get();
        long length = bytes.get() & LENGTH;
        int more = length == 127 ? 8 : length == 126 ? 2 : 0;
        if (bytes.remaining() < more) {
            bytes.position(start);
            return false;
        }
        length = more == 8 ? bytes.getLong() : more == 2 ? bytes.getShort() & 0xffff : length;
        if (bytes.remaining() < length) {
            bytes.position(start);
            return false;
        }
        int end = bytes.position() + (int) length;
        payload(first, bytes.slice(bytes.position(), (int) length));
        bytes.position(end);
        return true;
    }

    private void payload(int first, ByteBuffer payload) {
        switch (first & OPCODE) {
            case Frames.TEXT, Frames.CONTINUATION -> part(payload, (first & FINAL) != 0);
            case Frames.PING -> {
                byte[] bytes = new byte[payload.remaining()];
                payload.get(bytes);
                reader.ping(bytes);
            }
            case Frames.CLOSE -> reader.closed();
            default -> {
                // Pongs, and what no DDP server sends.
            }
        }
    }

    private void part(ByteBuffer payload, boolean isLast) {
        ByteBuffer whole = parts == null && isLast ? payload : joined(parts, payload);
        parts = isLast ? null : whole;
        if (isLast) {
            reader.text(whole);
        }
    }
}
