package io.ddp4ee.query;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** One task at a time, whatever becomes of it. */
class DispatcherTest {

    private final Queue<Runnable> threads = new ArrayDeque<>();
    private final Dispatcher dispatcher = new Dispatcher(threads::add);
    private final List<String> ran = new ArrayList<>();

    @Test
    void taskThatThrows_doesNotKeepTheNextFromRunning() {
        dispatcher.execute(() -> {
            throw new IllegalStateException("The test wants it so");
        });
        dispatcher.execute(() -> {
            throw new StackOverflowError();
        });
        dispatcher.execute(() -> ran.add("next"));

        threads.remove().run();

        assertThat(ran).containsExactly("next");
    }

    @Test
    void taskThatIsGivenWhileOneRuns_runsAfterIt_onTheSameThread() {
        dispatcher.execute(() -> {
            dispatcher.execute(() -> ran.add("second"));
            ran.add("first");
        });

        threads.remove().run();

        assertThat(ran).containsExactly("first", "second");
        assertThat(threads).isEmpty();
    }

    @Test
    void taskThatComesWhenAllHaveRun_getsAThreadAgain() {
        dispatcher.execute(() -> ran.add("first"));
        threads.remove().run();

        dispatcher.execute(() -> ran.add("second"));
        threads.remove().run();

        assertThat(ran).containsExactly("first", "second");
    }
}
