package io.ddp4ee.session;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.ddp4ee.message.Outgoing;

import static org.assertj.core.api.Assertions.assertThat;

class ParkedOutboxTest {

    private final List<ParkedOutbox> failed = new ArrayList<>();
    private final ParkedOutbox outbox = new ParkedOutbox(Runnable::run, 2, 1_000_000, failed::add);

    private void add(int messages) {
        for (int i = 0; i < messages; i++) {
            outbox.add(new Outgoing("{}", Outgoing.Kind.DATA, null));
        }
        outbox.flush();
    }

    @Test
    void oneThatIsFull_saysSo() {
        add(2);
        assertThat(failed).isEmpty();
        add(1);
        assertThat(failed).containsExactly(outbox);
    }

    /** Else its session would be ended again, and end by the stack's overflow. */
    @Test
    void oneThatIsClosed_takesNothing_andIsNotFullAgain() {
        add(1);
        outbox.close();
        add(5);
        assertThat(outbox.size()).isZero();
        assertThat(failed).isEmpty();
    }
}
