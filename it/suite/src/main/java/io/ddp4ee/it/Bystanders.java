package io.ddp4ee.it;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

import org.awaitility.Awaitility;

import io.ddp4ee.test.DdpClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Clients that behave, and among them one that writes without a pause: whatever others do, each change reaches each of them,
 * once and in order, and each method of the writer is answered.
 */
final class Bystanders implements AutoCloseable {

    private static final int READERS = 3;
    private static final int SOME = 100;

    private static final Pattern TOLD = Pattern.compile(
            "\\{\"msg\":\"(added|changed)\",\"collection\":\"tick\",\"id\":\"(\\d+)\".*\"number\":\"(\\d+)\".*");

    private final List<DdpClient> readers = new ArrayList<>();
    private final DdpClient writer;
    private final long first = TestApplication.nextId() / 1_000_000 * 1_000_000;
    private final CompletableFuture<Void> writing;
    private final AtomicLong last = new AtomicLong(first);
    private final List<Long> nanos = new CopyOnWriteArrayList<>();
    private volatile boolean isOver;

    Bystanders() {
        for (int i = 0; i < READERS; i++) {
            readers.add(reader());
        }
        writer = reader();
        writing = CompletableFuture.runAsync(this::write);
    }

    private DdpClient reader() {
        DdpClient client = TestApplication.client();
        client.subscribe("ticks", first).awaitReady();
        return client;
    }

    private void write() {
        while (!isOver) {
            long start = System.nanoTime();
            writer.call("tick", last.get() + 1);
            nanos.add(System.nanoTime() - start);
            last.incrementAndGet();
        }
    }

    /** Some more changes, and how long each took, until whoever wrote it had seen it. */
    void goOn(String beside) {
        long before = last.get();
        int frames = frames();
        nanos.clear();
        long start = System.nanoTime();
        Awaitility.await(SOME + " more changes " + beside)
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> last.get() >= before + SOME || writing.isDone());
        double seconds = (System.nanoTime() - start) / 1e9;
        List<Long> sorted = nanos.stream().sorted().toList();
        System.out.printf(
                "%s: a change in %.1f ms (median; 95 of 100 in %.1f), %.0f frames a second%n",
                beside,
                sorted.get(sorted.size() / 2) / 1e6,
                sorted.get(sorted.size() * 95 / 100) / 1e6,
                (frames() - frames) / seconds);
    }

    private int frames() {
        return readers.stream().mapToInt(client -> client.received().size()).sum();
    }

    /** All that has been written has come. */
    @Override
    public void close() {
        isOver = true;
        writing.orTimeout(30, TimeUnit.SECONDS).join();
        readers.add(writer);
        for (DdpClient client : readers) {
            client.awaitField("tick", last.get(), "number", String.valueOf(last.get()));
            client.awaitField("tick", 0, "number", String.valueOf(last.get()));
            List<String> told = client.received();
            assertThat(numbers(told, "added"))
                    .as("what was added")
                    .containsExactlyElementsOf(LongStream.rangeClosed(first + 1, last.get())
                            .boxed()
                            .toList());
            assertThat(numbers(told, "changed"))
                    .as("what was changed")
                    .isSorted()
                    .doesNotHaveDuplicates();
            client.close();
        }
    }

    /** Of this writer's. */
    private List<Long> numbers(List<String> told, String message) {
        return told.stream()
                .map(TOLD::matcher)
                .filter(Matcher::matches)
                .filter(matcher -> matcher.group(1).equals(message))
                .filter(matcher ->
                        message.equals("changed") || !matcher.group(2).equals("0"))
                .map(matcher -> Long.valueOf(matcher.group(3)))
                .filter(number -> number > first)
                .toList();
    }
}
