package io.ddp4ee.query;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;

import io.ddp4ee.bus.Change;
import io.ddp4ee.bus.ChangeBatch;
import io.ddp4ee.bus.Operation;
import io.ddp4ee.bus.Snapshot;
import io.ddp4ee.query.QueryResult.Refused;

import static org.assertj.core.api.Assertions.assertThat;

/** When live queries are read, and when what they have is enough. */
class RerunsTest extends LiveQueriesBench {

    @Override
    QueryLimits limits() {
        return new QueryLimits(1, Duration.ofSeconds(1), Duration.ofSeconds(10));
    }

    private List<LiveView> joined() {
        queries.established();
        List<LiveView> views = join("a");
        settle();
        age(Duration.ofMinutes(1));
        assertThat(told).containsExactly("joined a");
        return views;
    }

    private int live() {
        int[] live = new int[1];
        queries.count(count -> live[0] = count);
        settle();
        return live[0];
    }

    private void receive(ChangeBatch batch) {
        queries.execute(() -> queries.received(batch));
        settle();
    }

    @Test
    void secondSubscriber_isServedFromMemory() {
        joined();

        join("a");
        settle();

        assertThat(told).containsExactly("joined a", "joined a");
        assertThat(database.reads).isEqualTo(1);
    }

    @Test
    void subscriberWhoHasSeenMoreRecentDocuments_isServedFromMemory_ifNothingOfTheQueryHasChangedSince() {
        database.snapshot = "100:100:";
        joined();
        Change other = new Change("Other", "d", Operation.UPDATE, Map.of());
        receive(new ChangeBatch(150, Snapshot.parse("140:140:"), "server", List.of(other)));
        receive(new ChangeBatch(151, Snapshot.parse("120:120:"), "server", List.of(other)));

        queries.join(queries.views(List.of(new Query("a")), new Subscriber()), () -> version("130:130:"));
        settle();

        assertThat(told).containsExactly("joined a", "joined a");
        assertThat(database.reads).isEqualTo(1);
    }

    @Test
    void subscriberWhoHasSeenMoreRecentDocuments_isShownNothingOlder() {
        database.snapshot = "100:100:";
        joined();
        database.failures.add(new IllegalStateException("The connection is broken"));
        queries.join(queries.views(List.of(new Query("a")), new Subscriber()), () -> version("130:130:"));
        settle();
        assertThat(told).containsExactly("joined a");

        database.snapshot = "131:131:";
        passTime();
        assertThat(told).containsExactly("joined a", "joined a");
    }

    @Test
    void transactionThatTheResultIncludes_isDropped() {
        database.snapshot = "160:160:";
        joined();

        receive(batch(150, "140:140:"));

        assertThat(database.reads).isEqualTo(1);
        assertThat(timed).isEmpty();
    }

    @Test
    void burst_isReadOnce_andAtOnceForWhoeverWaits() {
        List<LiveView> views = joined();
        database.snapshot = "11:11:";
        receive(batch(10, "10:10:"));
        assertThat(database.reads).isEqualTo(2);

        database.snapshot = "20:20:";
        for (int transaction = 11; transaction < 15; transaction++) {
            receive(batch(transaction, transaction + ":" + transaction + ":"));
        }
        assertThat(database.reads).isEqualTo(2);
        assertThat(timed).hasSize(1);

        queries.awaitApplied(() -> views, 14, Set.of("Doc"), () -> told.add("applied"));
        settle();
        assertThat(told).containsExactly("joined a", "applied");
        assertThat(database.reads).isEqualTo(3);
    }

    @Test
    void queriesOfOneSubscriber_areReadInOneSnapshot() {
        queries.established();
        join("a", "b");
        settle();

        assertThat(told).containsExactly("joined a", "joined b");
        assertThat(database.reads).isEqualTo(1);
    }

    @Test
    void readingThatFails_keepsNobodyElseFromBeingRead() {
        queries.established();
        join("a");
        database.failures.add(new IllegalStateException("The connection is broken"));
        database.whileReading = () -> {
            database.whileReading = () -> {};
            join("b");
            settle();
        };
        settle();

        assertThat(told).containsExactly("joined b");
    }

    @Test
    void reading_isOverWhenItsResultIsKnown_alsoIfThereIsNone() {
        queries.established();
        receive(batch(1, "1:1:"));
        Version delivered = version("1:1:");
        join("a");
        database.failures.add(new IllegalStateException("The connection is broken"));
        database.whileReading = () -> queries.execute(
                () -> queries.afterOlder(delivered, () -> told.add("reads: " + queries.mayBeOlder(delivered))));
        settle();
        assertThat(told).containsExactly("reads: false");

        passTime();
        assertThat(told).containsExactly("reads: false", "joined a", "reads: false");
    }

    /** The first is read at once, the next after a rest. */
    private void receiveTwo(int first) {
        for (int transaction = first; transaction < first + 2; transaction++) {
            database.snapshot = (transaction + 1) + ":" + (transaction + 1) + ":";
            receive(batch(transaction, transaction + ":" + transaction + ":"));
        }
        assertThat(timed).hasSize(1);
    }

    @Test
    void queryThatHasRested_restsAgain() {
        joined();
        receiveTwo(10);
        age(Duration.ofMinutes(1));
        passTime();
        assertThat(database.reads).isEqualTo(3);
        assertThat(timed).isEmpty();

        age(Duration.ofMinutes(1));
        receiveTwo(12);
    }

    @Test
    void restThatEndsWhileSomebodyHasItRead_isOver() {
        List<LiveView> views = joined();
        receiveTwo(10);
        database.whileReading = () -> {
            database.whileReading = () -> {};
            timed.remove().run();
        };

        queries.awaitApplied(() -> views, 11, Set.of("Doc"), () -> told.add("applied"));
        settle();

        assertThat(told).containsExactly("joined a", "applied");
        assertThat(database.reads).isEqualTo(3);
    }

    @Test
    void queryThatTakesLong_restsAsLong() {
        joined();
        database.snapshot = "11:11:";
        database.whileReading = () -> age(Duration.ofSeconds(5));
        receive(batch(10, "10:10:"));

        receive(batch(11, "11:11:"));

        assertThat(lastDelay).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void transactionThatIsDeliveredAgain_isStillMissingForWhoeverCameInBetween() {
        database.snapshot = "5:8:5,6,7";
        joined();
        database.failures.add(new IllegalStateException("The connection is broken"));
        queries.committed(7, Set.of("Doc"));
        join("a");
        receive(batch(7, "7:7:"));
        passTime();
        assertThat(told).containsExactly("joined a");

        database.snapshot = "8:8:";
        passTime();
        assertThat(told).containsExactly("joined a", "joined a");
    }

    @Test
    void lastSubscriber_leavesTheResultForAWhile() {
        List<LiveView> views = joined();

        views.forEach(LiveView::close);
        assertThat(live()).isEqualTo(1);
        join("a");
        settle();
        passTime();

        assertThat(told).containsExactly("joined a", "joined a");
        assertThat(database.reads).isEqualTo(1);
        assertThat(live()).isEqualTo(1);
    }

    @Test
    void resultThatNobodyComesBackFor_isForgotten() {
        joined().forEach(LiveView::close);
        settle();
        passTime();

        assertThat(live()).isZero();
    }

    @Test
    void resultThatIsNoLongerRight_isNotKeptForNobody() {
        joined().forEach(LiveView::close);
        settle();

        receive(batch(7, "7:7:"));

        assertThat(live()).isZero();
        assertThat(database.reads).isEqualTo(1);
    }

    @Test
    void viewThatIsClosedBeforeItsResultComes_isToldNothing() {
        queries.established();
        List<LiveView> views = join("a");
        join("a");
        database.failures.add(new IllegalStateException("The connection is broken"));
        settle();

        views.forEach(LiveView::close);
        settle();
        passTime();

        assertThat(told).containsExactly("joined a");
    }

    @Test
    void viewThatIsClosedBeforeItJoins_leavesNothing() {
        queries.established();
        List<LiveView> views = queries.views(List.of(new Query("a")), new Subscriber());
        views.forEach(LiveView::close);
        queries.join(views, () -> null);
        settle();
        passTime();

        assertThat(live()).isZero();
        assertThat(database.reads).isZero();
    }

    @Test
    void resultThatIsForgotten_isNotWaitedFor() {
        List<LiveView> views = joined();
        database.failures.add(new IllegalStateException("The connection is broken"));
        database.failures.add(new IllegalStateException("The connection is broken"));
        queries.awaitApplied(() -> views, 7, Set.of("Doc"), () -> told.add("applied"));
        settle();
        assertThat(told).containsExactly("joined a");

        views.forEach(LiveView::close);
        settle();
        passTime();

        assertThat(told).containsExactly("joined a", "applied");
    }

    @Test
    void queryThatWasRefused_isReadAgainForTheNextSubscriber() {
        joined();
        database.results.put("a", new Refused(new IllegalStateException("too many")));
        receive(batch(7, "7:7:"));
        database.results.clear();
        assertThat(live()).isZero();

        join("a");
        settle();

        assertThat(told).containsExactly("joined a", "refused a: too many", "joined a");
    }

    @Test
    void queryThatWasRefused_doesNotTakeItsSuccessorAlongWhenItIsForgotten() {
        List<LiveView> views = joined();
        database.results.put("a", new Refused(new IllegalStateException("too many")));
        receive(batch(7, "7:7:"));
        database.results.clear();
        views.forEach(LiveView::close);
        join("a");
        settle();

        passTime();

        assertThat(live()).isEqualTo(1);
    }

    @Test
    void queryThatWasForgotten_isNotReadForItsSuccessor() {
        queries.established();
        List<LiveView> views = join("a");
        database.failures.add(new IllegalStateException("The connection is broken"));
        settle();
        Runnable retry = timed.remove();
        views.forEach(LiveView::close);
        settle();
        passTime();
        join("a");
        settle();
        assertThat(database.reads).isEqualTo(2);

        retry.run();
        settle();

        assertThat(database.reads).isEqualTo(2);
    }
}
