package io.ddp4ee.unit;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

import jakarta.annotation.Nullable;

/**
 * What was delivered and waits for the dispatcher, bounded in characters. Each delivery has a generation, which ends when
 * all is thrown away: a task that was to take one that is gone takes nothing newer in its place, since what is newer must
 * not be seen before it is known that something was missed.
 */
final class Deliveries {

    record Delivery(String transaction, List<String> texts) {
        private long size() {
            return texts.stream().mapToLong(String::length).sum();
        }
    }

    private final long most;
    private final Queue<Delivery> waiting = new ArrayDeque<>();
    private long size;
    private int generation;

    Deliveries(long most) {
        this.most = most;
    }

    /** @return whether there was room; if not, nothing waits any more */
    synchronized boolean offer(Delivery delivery) {
        if (size + delivery.size() > most && !waiting.isEmpty()) {
            waiting.clear();
            size = 0;
            generation++;
            return false;
        }
        waiting.add(delivery);
        size += delivery.size();
        return true;
    }

    synchronized int generation() {
        return generation;
    }

    /** The next of a generation; null if that is gone. */
    @Nullable
    synchronized Delivery poll(int ofGeneration) {
        Delivery next = ofGeneration == generation ? waiting.poll() : null;
        if (next != null) {
            size -= next.size();
        }
        return next;
    }
}
