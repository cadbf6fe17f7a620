package io.ddp4ee.benchmarks.client;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class FrameReaderTest {

    private final List<String> told = new ArrayList<>();
    private final FrameReader reader = new FrameReader(new FrameReader.Reader() {
        @Override
        public void text(ByteBuffer text) {
            told.add(StandardCharsets.UTF_8.decode(text).toString());
        }

        @Override
        public void ping(byte[] payload) {
            told.add("ping " + payload.length);
        }

        @Override
        public void closed() {
            told.add("closed");
        }
    });

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 125, 126, 0x7fff, 0x8000, 0xffff, 0x10000, 100_000})
    void text_ofAnyLength_cutAnywhere_arrives(int length) {
        String text = "x".repeat(length);
        ByteBuffer frames = ByteBuffer.allocate(2 * length + 30);
        frames.put(frame(0x81, text)).put(frame(0x81, "next")).flip();
        int step = Math.max(1, length / 7);
        while (frames.hasRemaining()) {
            int size = Math.min(step, frames.remaining());
            reader.read(frames.slice(frames.position(), size));
            frames.position(frames.position() + size);
        }
        assertThat(told).containsExactly(text, "next");
    }

    @Test
    void parts_withAPingBetween_areOneText() {
        reader.read(frame(0x01, "{\"msg\":"));
        reader.read(frame(0x89, "abc"));
        reader.read(frame(0x00, "\"added\""));
        reader.read(frame(0x80, "}"));
        reader.read(frame(0x88, ""));
        assertThat(told).containsExactly("ping 3", "{\"msg\":\"added\"}", "closed");
    }

    /** As a server sends it: without a mask. */
    private static ByteBuffer frame(int first, String text) {
        int length = text.length();
        ByteBuffer frame = ByteBuffer.allocate(length + 10).put((byte) first);
        if (length < 126) {
            frame.put((byte) length);
        } else if (length < 0x10000) {
            frame.put((byte) 126).putShort((short) length);
        } else {
            frame.put((byte) 127).putLong(length);
        }
        return frame.put(text.getBytes(StandardCharsets.US_ASCII)).flip();
    }
}
