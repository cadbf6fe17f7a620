package io.ddp4ee.logs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.ddp4ee.LiveDocuments;
import io.ddp4ee.container.Threads;
import io.ddp4ee.publication.Production;

import static org.assertj.core.api.Assertions.assertThat;

/** Of what is logged, that is shown which is logged while somebody looks, and not because of that. */
class LogFeedTest {

    private static final Logger LOGGER = Logger.getLogger(LogFeedTest.class.getName());

    private final Threads threads = new Threads(Thread::new, 2, 1);
    private final LogFeed feed = new LogFeed("here", threads);
    private final BlockingQueue<Map<?, ?>> seen = new LinkedBlockingQueue<>();
    private final List<String> removed = new ArrayList<>();

    private final Map<Handler, Level> others = new LinkedHashMap<>();

    /** They would ask for the texts too. */
    @BeforeEach
    void silenceOthers() {
        for (Handler other : Logger.getLogger("").getHandlers()) {
            others.put(other, other.getLevel());
            other.setLevel(Level.OFF);
        }
    }

    @AfterEach
    void stop() {
        others.forEach(Handler::setLevel);
        feed.stop();
        threads.stop();
        assertThat(taps()).isZero();
    }

    private static long taps() {
        return Arrays.stream(Logger.getLogger("").getHandlers())
                .filter(Tap.class::isInstance)
                .count();
    }

    private void follow(Production production, Consumer<Map<?, ?>> and) {
        production.documents().get(0).follow(new LiveDocuments.Follower() {
            @Override
            public Runnable put(String id, Object fields) {
                and.accept((Map<?, ?>) fields);
                return () -> seen.add((Map<?, ?>) fields);
            }

            @Override
            public void removed(String id) {
                removed.add(id);
            }
        });
    }

    /** What is logged by this test; the loggers are everybody's. */
    private Map<?, ?> next() throws InterruptedException {
        Map<?, ?> next;
        do {
            next = seen.poll(20, TimeUnit.SECONDS);
            assertThat(next).as("a record").isNotNull();
        } while (!next.containsKey("dropped") && !LOGGER.getName().equals(next.get("logger")));
        return next;
    }

    @Test
    void record_isADocument() throws Exception {
        follow(feed.subscribe(), fields -> {});

        LOGGER.log(Level.WARNING, "{0} is {1}", new Object[] {"this", 7});
        LOGGER.log(Level.SEVERE, "failed", new IllegalStateException("because"));
        LOGGER.fine("nothing");

        Map<String, Object> first = new LinkedHashMap<>();
        next().forEach((name, value) -> first.put((String) name, value));
        assertThat(first)
                .containsEntry("server", "here")
                .containsEntry("level", "WARNING")
                .containsEntry("levelValue", 900)
                .containsEntry("class", LogFeedTest.class.getName())
                .containsEntry("method", "record_isADocument")
                .containsEntry("thread", Thread.currentThread().getName())
                .containsEntry("message", "this is 7")
                .containsKeys("time", "sequence", "process")
                .doesNotContainKey("thrown");
        assertThat((String) next().get("thrown")).startsWith("java.lang.IllegalStateException: because\n\tat ");
    }

    @Test
    void withoutSubscribers_nothingIsTaken_norKept() throws Exception {
        assertThat(taps()).isZero();
        Production first = feed.subscribe();
        Production second = feed.subscribe();
        follow(first, fields -> {});
        assertThat(taps()).isEqualTo(1);
        LOGGER.warning("one");
        next();

        first.dispose().run();
        assertThat(taps()).isEqualTo(1);
        assertThat(removed).isEmpty();
        second.dispose().run();
        assertThat(taps()).isZero();
        assertThat(removed).isNotEmpty();
        LOGGER.warning("nobody sees it");

        Production third = feed.subscribe();
        LOGGER.warning("two");
        assertThat(next().get("message")).isEqualTo("two");
        third.dispose().run();
    }

    @Test
    void whatIsTooMuch_isCounted() throws Exception {
        follow(feed.subscribe(), fields -> {});
        int all = 50_000;
        for (int i = 0; i < all; i++) {
            LOGGER.warning("record");
        }

        long accounted = 0;
        boolean dropped = false;
        while (accounted < all) {
            Map<?, ?> next = next();
            dropped |= next.containsKey("dropped");
            accounted += next.get("dropped") instanceof Long count ? count : 1;
        }
        assertThat(dropped).isTrue();
        assertThat(removed).isNotEmpty();
    }

    @Test
    void whatIsLoggedOfARecord_isNone() throws Exception {
        Object talkative = new Object() {
            @Override
            public String toString() {
                LOGGER.warning("asked for its text");
                return "talkative";
            }
        };
        follow(feed.subscribe(), fields -> {
            LOGGER.warning("sent");
            threads.workers().execute(() -> threads.pool().execute(() -> LOGGER.warning("sent elsewhere")));
        });

        LOGGER.log(Level.WARNING, "{0}", talkative);
        assertThat(next().get("message")).isEqualTo("talkative");
        for (int i = 0; i < 3; i++) {
            LOGGER.warning("next " + i);
            assertThat(next().get("message")).isEqualTo("next " + i);
        }
    }

    @Test
    void whatCannotBeWritten_isLeftOut_andDisturbsNobody() throws Exception {
        follow(feed.subscribe(), fields -> {});
        LOGGER.log(Level.WARNING, "{0}", new Object() {
            @Override
            public String toString() {
                throw new IllegalStateException("no text");
            }
        });
        LOGGER.warning("next");

        assertThat(next().get("message")).isIn("next", "{0}");
    }
}
