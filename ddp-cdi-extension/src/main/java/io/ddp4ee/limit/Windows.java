package io.ddp4ee.limit;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.ddp4ee.RateLimit;

/** What has been counted for one limit. */
final class Windows {

    /** Somebody who comes from ever new addresses must not fill the memory: then the oldest windows are forgotten. */
    private static final int MOST = 100_000;

    private static final class Window {
        private final long end;
        private int calls;

        Window(long end) {
            this.end = end;
        }
    }

    private final RateLimit limit;

    /** In the order in which they end: all are of the same length. */
    private final Map<List<String>, Window> windows = new LinkedHashMap<>();

    Windows(RateLimit limit) {
        this.limit = limit;
    }

    RateLimit limit() {
        return limit;
    }

    /** @return how long to wait; zero if there was room */
    synchronized Duration count(List<String> key, long now) {
        forget(now);
        Window window = windows.computeIfAbsent(
                key, absent -> new Window(now + limit.interval().toNanos()));
        window.calls++;
        return window.calls > limit.calls() ? Duration.ofNanos(window.end - now) : Duration.ZERO;
    }

    private void forget(long now) {
        Iterator<Window> oldest = windows.values().iterator();
        while (oldest.hasNext() && (oldest.next().end - now <= 0 || windows.size() > MOST)) {
            oldest.remove();
        }
    }

    synchronized int size() {
        return windows.size();
    }
}
