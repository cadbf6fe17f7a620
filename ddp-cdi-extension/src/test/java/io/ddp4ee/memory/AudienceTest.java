package io.ddp4ee.memory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;

import io.ddp4ee.LiveDocuments;
import io.ddp4ee.publication.Production;

import static org.assertj.core.api.Assertions.assertThat;

/** Something is shown from the first subscriber to the last, and to nobody else. */
class AudienceTest {

    private final List<String> done = new ArrayList<>();
    private final List<Runnable> later = new ArrayList<>();
    private final Audience audience =
            new Audience(Duration.ofSeconds(1), (delay, task) -> later.add(task), Runnable::run, new Audience.Show() {
                @Override
                public void begin() {
                    done.add("begin");
                }

                @Override
                public void show() {
                    done.add("show");
                }

                @Override
                public void end() {
                    done.add("end");
                }
            });

    private Production subscribe() {
        return audience.subscribe(List.of(LiveDocuments.in("any")));
    }

    private void pass() {
        List<Runnable> now = List.copyOf(later);
        later.clear();
        now.forEach(Runnable::run);
    }

    @Test
    void isShown_fromTheFirstToTheLast() {
        Production first = subscribe();
        Production second = subscribe();
        pass();
        first.dispose().run();
        pass();
        second.dispose().run();
        pass();
        assertThat(done).containsExactly("begin", "show", "show", "end");
        assertThat(later).isEmpty();
    }

    @Test
    void anotherTime_isShownOnce_notAlsoForThoseBefore() {
        subscribe().dispose().run();
        Production again = subscribe();
        pass();
        pass();
        again.dispose().run();
        assertThat(done).containsExactly("begin", "end", "begin", "show", "show", "end");
    }

    @Test
    void whatWasFoundForThoseBefore_isNotShown() {
        Production first = subscribe();
        Consumer<String> late = audience.forThese(done::add);
        first.dispose().run();
        late.accept("found");
        subscribe();
        late.accept("found");
        audience.<String>forThese(done::add).accept("found now");
        assertThat(done).containsExactly("begin", "end", "begin", "found now");
    }

    @Test
    void atTheEndOfTheServer_itEndsOnce() {
        Production first = subscribe();
        audience.close();
        first.dispose().run();
        subscribe();
        pass();
        assertThat(done).containsExactly("begin", "end");
    }
}
