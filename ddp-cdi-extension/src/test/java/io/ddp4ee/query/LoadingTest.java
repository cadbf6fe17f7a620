package io.ddp4ee.query;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.ddp4ee.bus.Snapshot;
import io.ddp4ee.document.Document;
import io.ddp4ee.message.Fields;
import io.ddp4ee.query.QueryResult.Found;
import io.ddp4ee.query.QueryResult.Refused;
import io.ddp4ee.query.QueryResult.Unanswered;

import static org.assertj.core.api.Assertions.assertThat;

/** Live queries over a database that fails in every way it can. */
class LoadingTest extends LiveQueriesBench {

    @Test
    void errorWhileReading_isTriedAgain() {
        database.failures.add(new StackOverflowError());
        queries.established();
        join("a");

        settle();
        assertThat(told).isEmpty();

        passTime();
        assertThat(told).containsExactly("joined a");
    }

    @Test
    void queryThatIsNeverAnswered_keepsNobodyFromBeingAnswered() {
        database.results.put("bad", new Unanswered(new IllegalStateException("busy"), false));
        queries.established();
        join("a", "bad", "b");

        settle();
        for (int i = 0; i < 10; i++) {
            passTime();
        }

        assertThat(told).containsExactly("joined a", "joined b");
    }

    @Test
    void queryThatIsToBlame_isRefusedAfterSomeAttempts() {
        database.results.put("bad", new Unanswered(new IllegalStateException("too slow"), true));
        queries.established();
        join("a", "bad");

        settle();
        assertThat(told).containsExactly("joined a");

        passTime();
        passTime();
        assertThat(told).containsExactly("joined a", "refused bad: too slow");
    }

    @Test
    void queryThatNobodyWantsAnyMore_isNotTriedAgain() {
        database.results.put("bad", new Unanswered(new IllegalStateException("busy"), false));
        queries.established();
        List<LiveView> views = join("bad");
        settle();

        views.forEach(LiveView::close);
        settle();
        passTime();
        passTime();
        int reads = database.reads;
        passTime();
        passTime();

        assertThat(database.reads).isEqualTo(reads);
        assertThat(timed).isEmpty();
    }

    /** Fails with what it is told first. */
    private final class Failing implements QuerySubscriber {

        @Override
        public void joined(LiveView view, Delta documents) {
            throw new IllegalStateException("a defect");
        }

        @Override
        public void changed(LiveView view, Delta delta) {}

        @Override
        public CompletionStage<?> refused(LiveView view, Exception cause) {
            told.add("refused: " + cause.getMessage());
            return clientTold;
        }
    }

    @Test
    void subscriberThatFails_keepsNobodyFromBeingTold() {
        queries.established();
        List<LiveView> views = queries.views(List.of(new Query("a")), new Failing());
        queries.join(views, () -> null);
        join("a", "b");

        settle();

        assertThat(told).containsExactlyInAnyOrder("refused: a defect", "joined a", "joined b");
    }

    @Test
    void subscriberThatFails_leavesItsQuery() {
        queries.established();
        List<LiveView> views = queries.views(List.of(new Query("a")), new Failing());
        queries.join(views, () -> null);
        settle();
        passTime();

        queries.count(count -> told.add(count + " live"));
        settle();
        assertThat(told).containsExactly("refused: a defect", "0 live");
    }

    @Test
    void refusedQuery_fenceWaitsUntilItsClientIsTold() {
        queries.established();
        List<LiveView> views = join("a");
        settle();
        database.results.put("a", new Refused(new IllegalStateException("too many")));

        queries.committed(7, Set.of("Doc"));
        queries.awaitApplied(() -> views, 7, Set.of("Doc"), () -> told.add("applied"));
        settle();
        queries.awaitApplied(() -> views, 7, Set.of("Doc"), () -> told.add("applied later"));
        settle();
        assertThat(told).containsExactly("joined a", "refused a: too many");

        clientTold.complete(null);
        settle();
        assertThat(told.subList(2, 4)).containsExactlyInAnyOrder("applied", "applied later");
    }

    @Test
    void refusedQuery_isNotWaitedForTwice() {
        queries.established();
        List<LiveView> views = join("a", "b");
        settle();
        database.results.put("a", new Refused(new IllegalStateException("too many")));
        database.results.put("b", new Unanswered(new IllegalStateException("busy"), false));
        clientTold.complete(null);

        queries.committed(7, Set.of("Doc"));
        queries.awaitApplied(() -> views, 7, Set.of("Doc"), () -> told.add("applied"));
        settle();
        views.get(0).close();
        settle();
        timed.remove().run();
        timed.remove().run();
        settle();

        assertThat(told).containsExactly("joined a", "joined b", "refused a: too many");
    }

    @Test
    void refusedQuery_whoWaitsForANewerStateOfItDoesNothing() {
        queries.established();
        List<LiveView> views = join("a");
        settle();
        database.results.put("a", new Refused(new IllegalStateException("too many")));

        queries.execute(() ->
                queries.awaitVersion(views.get(0), version("9:9:"), () -> told.add("corrected from an older state")));
        settle();

        assertThat(told).containsExactly("joined a", "refused a: too many");
        int reads = database.reads;
        queries.execute(() -> queries.awaitVersion(views.get(0), version("9:9:"), () -> told.add("corrected")));
        settle();
        assertThat(database.reads).isEqualTo(reads);
    }

    @Test
    void beforeAnythingIsDelivered_nothingIsRead() {
        join("a");
        settle();
        assertThat(database.reads).isZero();

        queries.established();
        settle();
        assertThat(told).containsExactly("joined a");
    }

    @Test
    void manyQueries_areReadOneSnapshotAfterTheOther() {
        queries.established();
        join(IntStream.range(0, 40).mapToObj(String::valueOf).toArray(String[]::new));

        int most = 0;
        while (!tasks.isEmpty()) {
            tasks.remove().run();
            most = Math.max(most, tasks.size());
        }

        assertThat(most).isEqualTo(1);
        assertThat(told).hasSize(40);
        assertThat(database.largest).isEqualTo(16);
    }

    @Test
    void queryThatWasAnsweredInBetween_isNotRefused() {
        queries.established();
        List<LiveView> views = join("a");
        settle();
        for (int i = 0; i < 3; i++) {
            database.results.put("a", new Unanswered(new IllegalStateException("too slow"), true));
            queries.established();
            settle();
            passTime();
            database.results.clear();
            passTime();
        }

        assertThat(told).containsExactly("joined a");
        assertThat(views.get(0).version()).isNotNull();
    }

    @Test
    void stateThatIsNeverNewEnough_isReadWithPatience() {
        queries.established();
        List<LiveView> views = join("a");
        settle();
        int before = database.reads;

        queries.execute(() -> queries.awaitVersion(views.get(0), version("9:9:"), () -> told.add("corrected")));
        settle();

        assertThat(database.reads).isEqualTo(before + 1);
        assertThat(timed).hasSize(1);
    }

    @Test
    void transactionThatALoadDoesNotSee_isReadAgain() {
        queries.established();
        List<LiveView> views = join("a");
        settle();
        int before = database.reads;
        database.snapshot = "7:8:7";

        queries.committed(7, Set.of("Doc"));
        queries.awaitApplied(() -> views, 7, Set.of("Doc"), () -> told.add("applied"));
        settle();
        assertThat(database.reads).isEqualTo(before + 1);

        database.snapshot = "8:8:";
        passTime();
        assertThat(database.reads).isEqualTo(before + 2);
        assertThat(timed).isEmpty();
        assertThat(told).containsExactly("joined a", "applied");
    }

    @Test
    void loadThatDoesNotSeeWhatWasDelivered_isRepeatedWithPatience_alsoIfNobodyWaits() {
        queries.established();
        join("a");
        settle();
        database.snapshot = "7:8:7";

        queries.execute(() -> queries.received(batch(7, "7:7:")));
        for (int i = 0; i < 50 && !tasks.isEmpty(); i++) {
            tasks.remove().run();
        }
        assertThat(database.reads).isEqualTo(2);
        assertThat(timed).hasSize(1);

        database.snapshot = "8:8:";
        passTime();
        assertThat(database.reads).isEqualTo(3);
        assertThat(timed).isEmpty();
    }

    @Test
    void transactionThatIsToldWhileItIsReadAlready_isNotReadForAgain() {
        queries.established();
        join("a");
        settle();
        database.snapshot = "7:8:7";
        queries.execute(() -> queries.received(batch(7, "7:7:")));
        settle();
        database.snapshot = "9:9:";
        database.whileReading = () -> queries.committed(8, Set.of("Doc"));

        passTime();

        assertThat(database.reads).isEqualTo(3);
        assertThat(timed).isEmpty();
    }

    @Test
    void whoeverComesWhileItIsRead_hasNotWaitedInVain() {
        queries.established();
        List<LiveView> views = join("a");
        settle();
        database.snapshot = "7:7:";
        queries.execute(() -> queries.received(batch(6, "6:6:")));
        database.whileReading = () -> {
            database.whileReading = () -> database.snapshot = "8:8:";
            queries.committed(7, Set.of("Doc"));
            queries.awaitApplied(() -> views, 7, Set.of("Doc"), () -> told.add("applied"));
        };
        settle();

        assertThat(told).containsExactly("joined a", "applied");
        assertThat(timed).isEmpty();
    }

    @Test
    void databaseThatHasAnswered_isAskedSoonAgainWhenItFailsNext() {
        queries.established();
        join("a");
        settle();
        for (int i = 0; i < 3; i++) {
            database.failures.add(new IllegalStateException("The connection is broken"));
        }
        queries.established();
        settle();
        Duration first = lastDelay;
        passTime();
        passTime();
        assertThat(lastDelay).isGreaterThan(first);
        passTime();

        database.failures.add(new IllegalStateException("The connection is broken"));
        queries.established();
        settle();
        assertThat(lastDelay).isEqualTo(first);
    }

    @Test
    void resultThatCannotBeTakenIn_keepsNobodyElseFromBeingTold() {
        Document document = new Document("d", Fields.of(Map.of("name", "1")));
        database.results.put("bad", new Found(Map.of("d", document), Snapshot.parse("5:5:")));
        queries.established();
        join("bad");
        settle();
        told.clear();

        queries.established();
        join("a");
        settle();

        assertThat(told).containsExactly("joined a");
    }

    @Test
    void stateOfAStandIn_comesBeforeWhoeverWaitsForThatState() {
        queries.established();
        List<LiveView> views = join("a");
        settle();
        database.snapshot = "8:8:";

        queries.committed(7, Set.of("Doc"));
        queries.awaitApplied(() -> views, 7, Set.of("Doc"), () -> told.add("applied"));
        queries.execute(() -> queries.awaitVersion(views.get(0), version("8:8:"), () -> told.add("corrected")));
        settle();

        assertThat(told).containsExactly("joined a", "corrected", "applied");
    }
}
