package io.ddp4ee.session;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.ddp4ee.bus.Snapshot;
import io.ddp4ee.query.Version;
import io.ddp4ee.session.MergeBox.StandIn;

import static org.assertj.core.api.Assertions.assertThat;

/** Whoever waits for what is withheld waits for all of it, and for nothing else. */
class WithheldTest {

    private final Withheld withheld = new Withheld();
    private final Source one = new Source(null);
    private final Source two = new Source(null);
    private final List<String> told = new ArrayList<>();

    private StandIn withhold(Source source, String id, String until) {
        StandIn standIn = standIn(source, id, until);
        withheld.add(standIn);
        return standIn;
    }

    private static StandIn standIn(Source source, String id, String until) {
        return new StandIn(source, new Version(Snapshot.parse(until), 0), "docs", id);
    }

    private void await() {
        withheld.afterAll(() -> told.add("shown"));
    }

    @Test
    void nothingIsWithheld_goesOnAtOnce() {
        await();

        assertThat(told).containsExactly("shown");
    }

    @Test
    void severalAreWithheld_goesOnOnceAfterTheLast() {
        StandIn first = withhold(one, "a", "5:5:");
        StandIn second = withhold(one, "b", "5:5:");
        await();

        withheld.remove(first);
        assertThat(told).isEmpty();
        assertThat(withheld.contains(first)).isFalse();
        assertThat(withheld.contains(one, "docs", "a")).isFalse();

        withheld.remove(second);
        withheld.remove(second);
        assertThat(told).containsExactly("shown");
    }

    @Test
    void whoWaitsElsewhereFromNowOn_isNotToldHere() {
        StandIn only = withhold(one, "a", "5:5:");
        await();

        withheld.takeWaiting().forEach(Runnable::run);
        withheld.remove(only);
        assertThat(told).containsExactly("shown");
    }

    @Test
    void withheldUntilStillLater_isWaitedForOn() {
        StandIn before = withhold(one, "a", "5:5:");
        StandIn again = standIn(one, "a", "9:9:");
        await();

        withheld.replace(before, again);
        withheld.remove(before);
        assertThat(told).isEmpty();
        assertThat(withheld.contains(before)).isFalse();
        assertThat(withheld.contains(again)).isTrue();
        assertThat(withheld.contains(one, "docs", "a")).isTrue();

        withheld.remove(again);
        assertThat(told).containsExactly("shown");
    }

    @Test
    void sourceThatGoes_isNotWaitedFor_butTheOthersAre() {
        StandIn gone = withhold(one, "a", "5:5:");
        StandIn left = withhold(two, "a", "5:5:");
        await();

        withheld.removeAll(one);
        assertThat(told).isEmpty();
        assertThat(withheld.contains(gone)).isFalse();
        assertThat(withheld.contains(left)).isTrue();

        withheld.removeAll(two);
        assertThat(told).containsExactly("shown");
    }
}
