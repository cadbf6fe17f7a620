package io.ddp4ee.transport;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ClosersTest {

    private final Queue<Runnable> threads = new ArrayDeque<>();
    private final List<String> closed = new ArrayList<>();
    private final Closers closers = new Closers(threads::add, 2);

    @Test
    void whoDoesNotRead_keepsNobodyElseFromBeingClosed() {
        for (int i = 1; i <= 5; i++) {
            int client = i;
            closers.execute(() -> closed.add("silent " + client), true);
        }
        closers.execute(() -> closed.add("reader"), false);
        assertThat(threads).hasSize(3);
        while (!threads.isEmpty()) {
            threads.remove().run();
        }
        assertThat(closed).containsExactly("silent 1", "silent 2", "reader", "silent 3", "silent 4", "silent 5");
    }

    @Test
    void aClosingThatFails_makesRoomAllTheSame() {
        closers.execute(() -> closed.add("1"), true);
        closers.execute(ClosersTest::fail, true);
        closers.execute(() -> closed.add("3"), true);
        threads.remove().run();
        assertThatThrownBy(threads.remove()::run).hasMessage("broken");
        threads.remove().run();
        closers.execute(() -> closed.add("4"), true);
        closers.execute(() -> closed.add("5"), true);
        closers.execute(() -> closed.add("6"), true);
        assertThat(threads).hasSize(2);
        assertThat(closed).containsExactly("1", "3");
    }

    private static void fail() {
        throw new IllegalStateException("broken");
    }
}
