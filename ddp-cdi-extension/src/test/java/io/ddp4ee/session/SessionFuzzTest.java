package io.ddp4ee.session;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.ddp4ee.fixture.Frames;
import io.ddp4ee.method.MethodDefinition;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever a client sends, nothing escapes, and no session but its own notices. */
@SuppressWarnings("FutureReturnValueIgnored") // The session is who waits for it.
class SessionFuzzTest {

    private static final int FRAMES = Integer.getInteger("ddp.fuzz.frames", 200_000) / 10;
    private static final int FRAMES_OF_A_SESSION = 50;

    private final long seed = Long.getLong("ddp.fuzz.seed", System.nanoTime());
    private final Bench bench = new Bench();

    @Test
    void anything_isAnswered_andOthersDoNotNotice() {
        bench.publish("hand", subscription -> {
            subscription.added("c", "x", Map.of());
            subscription.ready();
        });
        bench.serve(
                "echo",
                false,
                (caller, parameters) -> parameters.isEmpty() ? MethodDefinition.NOTHING : parameters.get(0));
        Sessions sessions = bench.sessions();
        Link other = sessions.open(bench.client, Bench.HANDSHAKE);
        other.receive("{\"msg\":\"connect\",\"version\":\"1\",\"support\":[\"1\"]}");
        other.receive(Bench.sub("s", "hand", ""));
        bench.settle();
        bench.client.sent().clear();

        Frames frames = new Frames(seed);
        int calls = 0;
        for (int i = 0; i < FRAMES; i += FRAMES_OF_A_SESSION) {
            attack(sessions, frames);
            other.receive(Bench.call("m" + i, "echo"));
            bench.settle();
            calls++;
        }
        assertThat(bench.client.sent()).as("what the other was sent").hasSize(2 * calls);
        assertThat(sessions.count()).as("sessions that are left").isEqualTo(1);
    }

    private void attack(Sessions sessions, Frames frames) {
        RecordingConnection connection = new RecordingConnection();
        Link link = sessions.open(connection, Bench.HANDSHAKE);
        link.receive("{\"msg\":\"connect\",\"version\":\"1\",\"support\":[\"1\"]}");
        for (int i = 0; i < FRAMES_OF_A_SESSION; i++) {
            String frame = frames.next();
            try {
                link.receive(frame);
                bench.settle();
            } catch (RuntimeException | Error e) {
                throw new AssertionError("Of seed " + seed + ": " + frame, e);
            }
        }
        assertThat(connection.closings()).isIn(List.of(), List.of(CloseCode.NORMAL));
        link.close(CloseCode.NORMAL, null);
        bench.settle();
    }
}
