package io.ddp4ee.message;

import org.junit.jupiter.api.Test;

import io.ddp4ee.ejson.CustomTypes;
import io.ddp4ee.ejson.Ejson;
import io.ddp4ee.ejson.EjsonException;
import io.ddp4ee.fixture.Frames;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever comes, it is read or refused; and what is read is written as it is read again. */
class MessageFuzzTest {

    private static final int FRAMES = Integer.getInteger("ddp.fuzz.frames", 200_000);

    private final long seed = Long.getLong("ddp.fuzz.seed", System.nanoTime());
    private final MessageReader reader = new MessageReader();
    private final Ejson ejson = new Ejson(CustomTypes.NONE);

    @Test
    void anything_isReadOrRefused() throws EjsonException {
        Frames frames = new Frames(seed);
        int read = 0;
        for (int i = 0; i < FRAMES; i++) {
            String frame = frames.next();
            try {
                read += isRead(frame) ? 1 : 0;
            } catch (RuntimeException | Error e) {
                throw new AssertionError("Frame " + i + " of seed " + seed + ": " + frame, e);
            }
        }
        System.out.println("fuzz: seed " + seed + ", " + FRAMES + " frames, of which " + read + " were messages");
        assertThat(read).as("messages among the frames").isBetween(FRAMES / 20, FRAMES);
    }

    private boolean isRead(String frame) throws EjsonException {
        try {
            ClientMessage message = reader.read(frame).message();
            if (message instanceof ClientMessage.Method method) {
                String printed = Ejson.print(method.params());
                // As in JavaScript, an invalid date is null, which is the first one when it is read.
                assertThat(Ejson.print(ejson.parse(printed)))
                        .isEqualTo(printed.replace("{\"$date\":null}", "{\"$date\":0}"));
            }
            return true;
        } catch (MalformedMessage e) {
            assertThat(e.answer().text()).startsWith("{\"msg\":\"error\",\"reason\":\"");
            assertThat(e.answer().text().length()).isLessThan(20_000);
            return false;
        }
    }
}
