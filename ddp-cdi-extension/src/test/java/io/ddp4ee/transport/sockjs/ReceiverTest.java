package io.ddp4ee.transport.sockjs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

class ReceiverTest {

    /** What there is to be sent. */
    private static final class Frames implements FrameSource {

        private final Queue<String> waiting = new ConcurrentLinkedQueue<>();
        private volatile boolean isLeft;
        private volatile boolean isBroken;

        @Override
        public String next(Receiver receiver) {
            return waiting.poll();
        }

        @Override
        public void left(Receiver receiver) {
            isLeft = true;
        }

        @Override
        public void broken(Receiver receiver) {
            isBroken = true;
        }
    }

    private final Frames frames = new Frames();

    private FakeResponse response(FrameStyle style) throws IOException {
        FakeResponse response = new FakeResponse(Runnable::run, style);
        response.receiver().begin(frames);
        return response;
    }

    @Test
    void poll_endsWithItsFirstFrame() throws Exception {
        FakeResponse response = response(FrameStyle.POLLING);
        response.take(10);
        frames.waiting.addAll(List.of("o", "h"));
        response.receiver().wake();

        assertThat(response.text()).isEqualTo("o\n");
        assertThat(response.isComplete()).isTrue();
        assertThat(frames.isLeft).isTrue();
        assertThat(frames.isBroken).isFalse();
        assertThat(frames.waiting).containsExactly("h");
        assertThat(response.misuse()).isNull();
    }

    @Test
    void stream_goesOnWhenTheContainerTakesMore() throws Exception {
        FakeResponse response = response(FrameStyle.EVENT_SOURCE);
        frames.waiting.addAll(List.of("o", "h"));
        response.receiver().wake();
        assertThat(response.text()).isEmpty();
        response.take(4);
        assertThat(response.text()).isEqualTo("\r\ndata: o\r\n\r\n");
        response.take(1);
        assertThat(response.text()).isEqualTo("\r\ndata: o\r\n\r\ndata: h\r\n\r\n");
        assertThat(response.isComplete()).isFalse();
        assertThat(response.misuse()).isNull();
    }

    @Test
    void stream_isFlushedBeforeItsFirstFrame_andTwice_asOneServerLeavesOutTheFirst() throws Exception {
        FakeResponse response = response(FrameStyle.STREAMING);
        frames.waiting.add("o");
        response.take(3);
        assertThat(response.text()).isEqualTo("h".repeat(2048) + "\n");
        assertThat(response.flushes()).isEqualTo(2);
        response.take(100);
        assertThat(response.text()).endsWith("\no\n");
        assertThat(response.flushes()).isEqualTo(3);
        frames.waiting.add("h");
        response.receiver().wake();
        assertThat(response.flushes()).isEqualTo(4);
    }

    @Test
    void stream_endsWithACloseFrame_orWhenItIsLong() throws Exception {
        FakeResponse closed = response(FrameStyle.STREAMING);
        closed.take(10);
        frames.waiting.addAll(List.of("c[1000,\"\"]", "h"));
        closed.receiver().wake();
        assertThat(closed.text()).endsWith("h\nc[1000,\"\"]\n");
        assertThat(closed.isComplete()).isTrue();

        frames.waiting.clear();
        FakeResponse full = response(FrameStyle.STREAMING);
        full.take(10);
        String half = "a".repeat(65_535);
        frames.waiting.addAll(List.of(half, half, "h"));
        full.receiver().wake();
        assertThat(full.text()).endsWith(half + "\n" + half + "\n");
        assertThat(full.isComplete()).isTrue();
        assertThat(frames.waiting).containsExactly("h");
    }

    @Test
    void failure_isTold_andEndsTheResponse() throws Exception {
        FakeResponse response = response(FrameStyle.POLLING);
        response.fail(new IOException("gone"));
        frames.waiting.add("o");
        response.take(1);

        assertThat(frames.isBroken).isTrue();
        assertThat(response.isComplete()).isTrue();
        response.receiver().wake();
        response.receiver().abandon();
        assertThat(response.misuse()).isNull();
    }

    @Test
    void abandonedBeforeItHasBegun_isOver() throws Exception {
        FakeResponse response = new FakeResponse(Runnable::run, FrameStyle.POLLING);
        response.receiver().abandon();
        response.receiver().begin(frames);
        assertThat(response.isComplete()).isTrue();
        assertThat(response.misuse()).isNull();
    }

    /** It is ended by whoever writes, and when that has been done. */
    @Test
    void abandonedWhileItIsWritten_isOverAfterwards() throws Exception {
        FakeResponse response = response(FrameStyle.STREAMING);
        boolean[] wasComplete = new boolean[1];
        response.whenWritten(() -> {
            response.receiver().abandon();
            wasComplete[0] = response.isComplete();
        });
        frames.waiting.add("o");
        response.take(100);
        assertThat(wasComplete[0]).isFalse();
        assertThat(response.isComplete()).isTrue();
        assertThat(response.text()).doesNotContain("o");
        assertThat(frames.isBroken).isTrue();
        assertThat(response.misuse()).isNull();
    }

    /** The container refuses listeners of what is complete. */
    @Test
    void abandonedWhileItBegins_isOverAfterwards() throws Exception {
        FakeResponse response = new FakeResponse(Runnable::run, FrameStyle.POLLING);
        boolean[] wasComplete = new boolean[1];
        response.whenListened(() -> {
            response.receiver().abandon();
            wasComplete[0] = response.isComplete();
        });
        response.receiver().begin(frames);
        assertThat(wasComplete[0]).isFalse();
        assertThat(response.isComplete()).isTrue();
        assertThat(response.misuse()).isNull();
    }

    /** Whoever adds, wakes; the container calls on a thread of its own, also while somebody writes. */
    @Test
    void manyThreads_loseNothing_andNeverMeet() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            for (int round = 0; round < 200; round++) {
                Frames source = new Frames();
                FakeResponse response = new FakeResponse(threads, FrameStyle.EVENT_SOURCE);
                response.receiver().begin(source);
                CountDownLatch start = new CountDownLatch(1);
                List<Future<?>> all = new ArrayList<>();
                all.add(threads.submit(() -> {
                    start.await();
                    for (int i = 0; i < 100; i++) {
                        source.waiting.add("f" + i);
                        response.receiver().wake();
                    }
                    return null;
                }));
                all.add(threads.submit(() -> {
                    start.await();
                    // The prelude, its flushes, the frames, and as many flushes.
                    for (int i = 0; i < 203; i++) {
                        response.take(1);
                    }
                    return null;
                }));
                start.countDown();
                for (Future<?> one : all) {
                    one.get(20, TimeUnit.SECONDS);
                }
                String expected = IntStream.range(0, 100)
                        .mapToObj(i -> "data: f" + i + "\r\n\r\n")
                        .collect(joining("", "\r\n", ""));
                long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
                while (response.text().length() < expected.length() && System.nanoTime() < end) {
                    Thread.onSpinWait();
                }
                assertThat(response.text()).isEqualTo(expected);
                assertThat(response.misuse()).isNull();
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
