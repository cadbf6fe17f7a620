package io.ddp4ee.logs;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.ddp4ee.LiveDocuments;
import io.ddp4ee.bus.Notice;
import io.ddp4ee.bus.Notices;
import io.ddp4ee.container.Threads;
import io.ddp4ee.publication.Production;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Two servers in one process, so that both take whatever is logged. */
class LogClusterTest {

    private static final Logger LOGGER = Logger.getLogger(LogClusterTest.class.getName());

    private final Threads threads = new Threads(Thread::new, 2, 2);
    private final Notices toFirst = new Notices();
    private final Notices toSecond = new Notices();
    private final LogFeed first = new LogFeed("first", threads);
    private final LogFeed second = new LogFeed("second", threads);
    private final BlockingQueue<Notice> told = new LinkedBlockingQueue<>();
    private final BlockingQueue<Map<?, ?>> seen = new LinkedBlockingQueue<>();
    private final Map<Handler, Level> others = new LinkedHashMap<>();
    private final Queue<Notice> failed = new ConcurrentLinkedQueue<>();
    private volatile boolean down;

    @BeforeEach
    void join() {
        for (Handler other : Logger.getLogger("").getHandlers()) {
            others.put(other, other.getLevel());
            other.setLevel(Level.OFF);
        }
        first.join(toFirst, this::tell, Duration.ofSeconds(3));
        second.join(toSecond, this::tell, Duration.ofSeconds(3));
    }

    /** As every server is told, also the one that it is from. */
    private void tell(Notice notice) throws Exception {
        LOGGER.warning("telling");
        if (down) {
            failed.add(notice);
            throw new IllegalStateException("down");
        }
        told.add(notice);
        toFirst.received(List.of(notice));
        toSecond.received(List.of(notice));
    }

    @AfterEach
    void stop() {
        first.stop();
        second.stop();
        threads.stop();
        others.forEach(Handler::setLevel);
    }

    private static long taps() {
        return Arrays.stream(Logger.getLogger("").getHandlers())
                .filter(Tap.class::isInstance)
                .count();
    }

    private Production watchFirst() {
        Production production = first.subscribe();
        production.documents().get(0).follow(new LiveDocuments.Follower() {
            @Override
            public Runnable put(String id, Object fields) {
                return () -> seen.add((Map<?, ?>) fields);
            }

            @Override
            public void removed(String id) {
                // Another time.
            }
        });
        return production;
    }

    private Map<String, Object> nextOfSecond() throws InterruptedException {
        Map<?, ?> next;
        do {
            next = seen.poll(20, TimeUnit.SECONDS);
            assertThat(next).as("a record of the second server").isNotNull();
        } while (!next.get("server").equals("second"));
        Map<String, Object> fields = new LinkedHashMap<>();
        next.forEach((name, value) -> fields.put((String) name, value));
        return fields;
    }

    @Test
    void whoeverLooks_seesTheOthersToo_andOnlyThenAnythingIsSent() throws Exception {
        LOGGER.warning("nobody looks");
        Production watched = watchFirst();
        await().until(() -> taps() == 2);

        LOGGER.log(Level.WARNING, "somebody {0}", "looks");
        assertThat(nextOfSecond())
                .containsEntry("message", "somebody looks")
                .containsEntry("level", "WARNING")
                .containsKey("time");
        for (int i = 0; i < 3; i++) {
            LOGGER.warning("next " + i);
            // Not what was logged of sending the one before.
            assertThat(nextOfSecond()).containsEntry("message", "next " + i);
        }

        watched.dispose().run();
        await().until(() -> taps() == 0);
        told.clear();
        LOGGER.warning("nobody looks any more");
        assertThat(told).isEmpty();
    }

    @Test
    void whoGoesOnLooking_goesOnSeeing() throws Exception {
        watchFirst();
        await().until(() -> taps() == 2);
        // One a second, of which each is good for three.
        await().until(() -> told.stream()
                        .filter(notice -> notice.topic().equals("logs.wanted"))
                        .count()
                > 4);
        assertThat(taps()).isEqualTo(2);

        LOGGER.warning("still");
        assertThat(nextOfSecond()).containsEntry("message", "still");
    }

    @Test
    void whatCouldNotBeSent_isCounted() throws Exception {
        watchFirst();
        await().until(() -> taps() == 2);
        down = true;
        LOGGER.warning("lost");
        await().until(() -> seen.stream().anyMatch(fields -> "lost".equals(fields.get("message"))));
        await().until(() -> failed.stream().anyMatch(notice -> notice.topic().equals("logs")));
        down = false;

        Map<?, ?> next = nextOfSecond();
        assertThat(next.get("dropped")).isEqualTo(1L);
    }
}
