package io.ddp4ee.query;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;

import io.ddp4ee.bus.Change;
import io.ddp4ee.bus.Change.DocumentImage;
import io.ddp4ee.bus.ChangeBatch;
import io.ddp4ee.bus.Operation;
import io.ddp4ee.bus.Snapshot;
import io.ddp4ee.capture.Outcome;
import io.ddp4ee.capture.PublishListener;
import io.ddp4ee.capture.Published;
import io.ddp4ee.message.Fields;
import io.ddp4ee.method.WriteFence;
import io.ddp4ee.method.WriteFences;
import io.ddp4ee.query.Database.TransactionStatus;

import static org.assertj.core.api.Assertions.assertThat;

/** What a method's answer waits for. */
class FenceTest extends LiveQueriesBench {

    private static final Published WRITE = new Published(7, Set.of("Doc"), List.of());

    private final WriteFences fences = new WriteFences();
    private final PublishListener publishing = fences.listener(queries);
    private final WriteFence fence = new WriteFence();

    private void call(Runnable method) {
        call(fence, method);
    }

    private void call(WriteFence within, Runnable method) {
        try {
            fences.within(within, () -> {
                method.run();
                return null;
            });
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private List<LiveView> joined(String name) {
        queries.established();
        List<LiveView> views = join(name);
        settle();
        database.snapshot = "8:8:";
        return views;
    }

    private void arm(List<LiveView> views) {
        fence.arm(() -> views, List::of, () -> told.add("updated"));
    }

    @Test
    void committed_isWaitedForInTheQueries_andTheDatabaseIsNotAsked() {
        List<LiveView> views = joined("a");
        call(() -> {
            publishing.publishing(WRITE);
            publishing.completed(WRITE, Outcome.COMMITTED);
        });

        arm(views);
        assertThat(told).containsExactly("joined a");
        settle();
        assertThat(told).containsExactly("joined a", "updated");
        assertThat(database.reads).isEqualTo(2);
        assertThat(database.asked).isEmpty();
    }

    @Test
    void committedByNoMethod_isReadForAllTheSame_whileNothingIsDelivered() {
        joined("a");
        queries.lost("the listener has no connection");

        publishing.publishing(WRITE);
        publishing.completed(WRITE, Outcome.COMMITTED);
        settle();

        assertThat(database.reads).isEqualTo(2);
    }

    @Test
    void whatNoViewReads_isNotWaitedFor() {
        List<LiveView> views = joined("a");
        call(() -> publishing.publishing(new Published(7, Set.of("Other"), List.of())));

        arm(views);

        assertThat(told).containsExactly("joined a", "updated");
    }

    @Test
    void viewsOfAnotherUnit_areNotWaitedFor() {
        List<LiveView> views = joined("a");
        LiveQueries other = new LiveQueries(
                database,
                tasks::add,
                tasks::add,
                (delay, task) -> timed.add(task),
                new QueryLimits(1, Duration.ZERO, Duration.ZERO, 20_000));
        call(() -> fences.listener(other).publishing(WRITE));

        arm(views);

        assertThat(told).containsExactly("joined a", "updated");
    }

    @Test
    void writeWhoseEndIsNotTold_isAskedForUntilTheDatabaseSays() {
        List<LiveView> views = joined("a");
        database.statuses.add(TransactionStatus.IN_PROGRESS);
        database.statuses.add(null);
        database.statuses.add(TransactionStatus.COMMITTED);
        call(() -> publishing.publishing(WRITE));

        arm(views);
        settle();
        assertThat(told).containsExactly("joined a");
        passTime();
        assertThat(told).containsExactly("joined a");
        passTime();

        assertThat(told).containsExactly("joined a", "updated");
        assertThat(database.asked).containsExactly(7L, 7L, 7L);
        assertThat(database.reads).isEqualTo(2);
    }

    @Test
    void writeThatWasRolledBack_isNotReadFor() {
        List<LiveView> views = joined("a");
        database.statuses.add(TransactionStatus.ABORTED);
        call(() -> {
            publishing.publishing(WRITE);
            publishing.completed(WRITE, Outcome.UNKNOWN);
        });

        arm(views);
        settle();

        assertThat(told).containsExactly("joined a", "updated");
        assertThat(database.reads).isEqualTo(1);
    }

    @Test
    void writeThatTurnsOutToHaveCommitted_isToldToAllQueries() {
        List<LiveView> views = joined("a");
        List<LiveView> ofAnother = join("b");
        settle();
        database.snapshot = "9:9:";
        database.statuses.add(TransactionStatus.COMMITTED);
        Published write = new Published(8, Set.of("Doc"), List.of());
        call(() -> publishing.publishing(write));

        arm(views);
        settle();

        assertThat(ofAnother.get(0).version().snapshot()).hasToString("9:9:");
    }

    @Test
    void severalWrites_haveEachItsEnd() {
        List<LiveView> views = joined("a");
        database.snapshot = "9:9:";
        database.statuses.add(TransactionStatus.COMMITTED);
        call(() -> {
            publishing.publishing(WRITE);
            publishing.publishing(new Published(8, Set.of("Doc"), List.of()));
            publishing.completed(WRITE, Outcome.COMMITTED);
        });

        arm(views);
        settle();

        assertThat(told).containsExactly("joined a", "updated");
        assertThat(database.asked).containsExactly(8L);
    }

    @Test
    void whatTheThreadWritesAfterTheMethod_isNotTheMethods() {
        List<LiveView> views = joined("a");
        call(() -> {});
        publishing.publishing(WRITE);

        arm(views);

        assertThat(told).containsExactly("joined a", "updated");
    }

    @Test
    void whatAMethodWritesAfterAnotherThatItCalls_isStillItsOwn() {
        List<LiveView> views = joined("a");
        call(() -> {
            call(new WriteFence(), () -> {});
            publishing.publishing(WRITE);
            publishing.completed(WRITE, Outcome.COMMITTED);
        });

        arm(views);
        assertThat(told).containsExactly("joined a");
    }

    /** A query of which deliveries tell all. */
    private List<LiveView> joinedAll() {
        queries.established();
        List<LiveView> views = join(Query.ofAllRows("all"));
        settle();
        return views;
    }

    /** On a thread of which nobody knows for whom it works. */
    private void commitElsewhere() {
        fence.goElsewhere();
        publishing.publishing(WRITE);
        publishing.completed(WRITE, Outcome.COMMITTED);
    }

    @Test
    void committedElsewhere_isWaitedFor_ifTheCallWentOnThere() {
        List<LiveView> views = joined("a");
        commitElsewhere();

        arm(views);
        assertThat(told).containsExactly("joined a");
        settle();
        assertThat(told).containsExactly("joined a", "updated");
        assertThat(database.reads).isEqualTo(2);
    }

    @Test
    void committedElsewhere_isWaitedForUntilItIsDelivered() {
        List<LiveView> views = joinedAll();
        commitElsewhere();

        arm(views);
        settle();
        assertThat(told).containsExactly("joined all");

        Change change = new Change(
                "Doc",
                "d",
                Operation.INSERT,
                Map.of("docs", new DocumentImage("d", Fields.of(Map.of("title", "\"T\"")))),
                Map.of());
        ChangeBatch batch = new ChangeBatch(7, Snapshot.parse("7:7:"), "server", List.of(change), List.of(), Set.of());
        queries.execute(() -> queries.received(batch));
        settle();
        assertThat(told).containsExactly("joined all", "changed all", "updated");
        assertThat(database.reads).isEqualTo(1);
    }

    @Test
    void committedElsewhere_isReadFor_whileNothingIsDelivered() {
        List<LiveView> views = joinedAll();
        queries.lost("the listener has no connection");
        database.snapshot = "8:8:";
        commitElsewhere();

        arm(views);
        assertThat(told).containsExactly("joined all");
        settle();
        assertThat(told).containsExactly("joined all", "updated");
        assertThat(database.reads).isEqualTo(2);
    }

    @Test
    void committedElsewhere_isNotWaitedForInAQueryThatIsRefused() {
        List<LiveView> views = joinedAll();
        commitElsewhere();
        arm(views);
        settle();

        clientTold.complete(null);
        database.results.put("all", new QueryResult.Refused(new IllegalStateException("no")));
        passTime();

        assertThat(told).containsExactly("joined all", "refused all: no", "updated");
    }

    @Test
    void callThatWentOnElsewhereAndWroteNothing_isNotReadFor() {
        List<LiveView> views = joined("a");
        fence.goElsewhere();

        arm(views);
        settle();

        assertThat(told).containsExactly("joined a", "updated");
        assertThat(database.reads).isEqualTo(1);
    }
}
