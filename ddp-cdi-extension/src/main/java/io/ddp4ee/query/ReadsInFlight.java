package io.ddp4ee.query;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.TreeSet;

/** What is being read at the moment. On the dispatcher only. */
final class ReadsInFlight {

    private record Wait(long until, Runnable action) {}

    private final TreeSet<Long> numbers = new TreeSet<>();
    private final Queue<Wait> waits = new ArrayDeque<>();
    private long last;

    /** @return its number */
    long begin() {
        last++;
        numbers.add(last);
        return last;
    }

    /** All that it has read is known. */
    void end(long number) {
        numbers.remove(number);
        while (!waits.isEmpty()
                && (numbers.isEmpty() || numbers.first() > waits.peek().until())) {
            waits.remove().action().run();
        }
    }

    boolean isEmpty() {
        return numbers.isEmpty();
    }

    /** Goes on when all that is being read now is known. */
    void afterAll(Runnable action) {
        if (numbers.isEmpty()) {
            action.run();
        } else {
            waits.add(new Wait(last, action));
        }
    }
}
