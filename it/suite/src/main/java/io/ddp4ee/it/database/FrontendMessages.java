package io.ddp4ee.it.database;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** What a client of PostgreSQL sends: at first messages without a type, then messages with one. */
final class FrontendMessages {

    private static final int SSL_REQUEST = 80877103;
    private static final int GSS_REQUEST = 80877104;

    private final DataInputStream in;
    private final Map<String, String> prepared = new HashMap<>();
    private final Map<String, String> portals = new HashMap<>();
    private final ByteArrayOutputStream message = new ByteArrayOutputStream();
    private boolean begun;
    private String executed;

    FrontendMessages(InputStream in) {
        this.in = new DataInputStream(new BufferedInputStream(in));
    }

    /** Whether the beginning of another message has come already. */
    boolean hasMore() throws IOException {
        return in.available() > 0;
    }

    /** Reads the next message; returns whether there was one. */
    boolean read() throws IOException {
        message.reset();
        executed = null;
        try {
            if (begun) {
                int type = in.readUnsignedByte();
                message.write(type);
                note(type, new Texts(body()));
            } else {
                int code = ByteBuffer.wrap(body()).getInt();
                begun = code != SSL_REQUEST && code != GSS_REQUEST;
            }
            return true;
        } catch (EOFException e) {
            return false;
        }
    }

    private byte[] body() throws IOException {
        int length = in.readInt();
        byte[] body = new byte[length - 4];
        in.readFully(body);
        DataOutputStream out = new DataOutputStream(message);
        out.writeInt(length);
        out.write(body);
        return body;
    }

    private void note(int type, Texts texts) {
        switch (type) {
            case 'Q' -> executed = texts.next();
            case 'P' -> prepared.put(texts.next(), texts.next());
            case 'B' -> portals.put(texts.next(), prepared.get(texts.next()));
            case 'E' -> executed = portals.get(texts.next());
            default -> {
                // It executes nothing.
            }
        }
    }

    /** The message as it was. */
    byte[] bytes() {
        return message.toByteArray();
    }

    /** The statement that the message executes; null for none. */
    String executed() {
        return executed;
    }

    /** The texts at the beginning of a message. */
    private static final class Texts {

        private final byte[] bytes;
        private int position;

        Texts(byte[] bytes) {
            this.bytes = bytes;
        }

        String next() {
            int end = position;
            while (bytes[end] != 0) {
                end++;
            }
            String text = new String(bytes, position, end - position, StandardCharsets.UTF_8);
            position = end + 1;
            return text;
        }
    }
}
