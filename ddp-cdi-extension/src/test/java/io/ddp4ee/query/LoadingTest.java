package io.ddp4ee.query;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;

import org.junit.jupiter.api.Test;

import io.ddp4ee.bus.Snapshot;
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

    @Test
    void subscriberThatFails_keepsNobodyFromBeingTold() {
        queries.established();
        List<LiveView> views = queries.views(List.of(new Query("a")), new QuerySubscriber() {
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
        });
        queries.join(views, () -> null);
        join("a", "b");

        settle();

        assertThat(told).containsExactlyInAnyOrder("refused: a defect", "joined a", "joined b");
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
    void refusedQuery_whoWaitsForANewerStateOfItDoesNothing() {
        queries.established();
        List<LiveView> views = join("a");
        settle();
        database.results.put("a", new Refused(new IllegalStateException("too many")));

        queries.execute(() -> queries.awaitVersion(
                views.get(0), Snapshot.parse("9:9:"), () -> told.add("corrected from an older state")));
        settle();

        assertThat(told).containsExactly("joined a", "refused a: too many");
    }

    @Test
    void stateThatIsNeverNewEnough_isReadWithPatience() {
        queries.established();
        List<LiveView> views = join("a");
        settle();
        int before = database.reads;

        queries.execute(() -> queries.awaitVersion(views.get(0), Snapshot.parse("9:9:"), () -> told.add("corrected")));
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
    void primaryThatHasLostTransactions_isReadAsItIs() {
        database.snapshot = "100:100:";
        queries.established();
        List<LiveView> views = join("a");
        settle();
        database.failures.add(new IllegalStateException("The connection is broken"));
        queries.execute(() -> queries.received(batch(150, "140:140:")));
        queries.awaitApplied(() -> views, 150, Set.of("Doc"), () -> told.add("applied"));
        settle();
        assertThat(told).containsExactly("joined a");

        // The failover: the bus comes back, and transaction 150 never does.
        database.snapshot = "50:50:";
        queries.established();
        settle();
        for (int i = 0; i < 3; i++) {
            passTime();
        }
        assertThat(told).containsExactly("joined a", "applied");
        assertThat(views.get(0).version().isAtLeast(Snapshot.parse("100:100:"))).isTrue();

        queries.join(queries.views(List.of(new Query("b")), new Subscriber()), () -> Snapshot.parse("100:100:"));
        settle();
        assertThat(told).contains("joined b");
        for (int i = 0; i < 3; i++) {
            passTime();
        }
        assertThat(timed).isEmpty();
    }

    @Test
    void primaryThatHasLostATransaction_thatNothingReadHadSeen_isReadAsItIs() {
        database.snapshot = "100:100:";
        queries.established();
        List<LiveView> views = join("a");
        settle();
        database.failures.add(new IllegalStateException("The connection is broken"));
        queries.execute(() -> queries.received(batch(150, "140:140:")));
        queries.awaitApplied(() -> views, 150, Set.of("Doc"), () -> told.add("applied"));
        settle();

        // The failover: transaction 150 has yet to come, and may never do.
        database.snapshot = "145:145:";
        queries.established();
        settle();
        passTime();

        assertThat(told).containsExactly("joined a", "applied");
        assertThat(timed).isEmpty();
    }

    @Test
    void ownTransactionWhileNothingIsDelivered_isReadAlthoughAnotherPrimaryHadOneOfItsNumber() {
        database.snapshot = "100:100:";
        queries.established();
        List<LiveView> views = join("a");
        settle();
        queries.lost("a failover");
        database.snapshot = "61:61:";
        int before = database.reads;

        queries.committed(60, Set.of("Doc"));
        queries.awaitApplied(
                () -> views, 60, Set.of("Doc"), () -> told.add("applied after " + (database.reads - before)));
        settle();

        assertThat(told).containsExactly("joined a", "applied after 2");
    }

    @Test
    void ownTransactionAfterAGap_isWaitedForInWhatIsReadAfterIt() {
        database.snapshot = "100:100:";
        queries.established();
        List<LiveView> views = join("a");
        settle();
        database.snapshot = "61:61:";
        database.failures.add(new IllegalStateException("The connection is broken"));

        queries.established();
        queries.committed(60, Set.of("Doc"));
        queries.awaitApplied(() -> views, 60, Set.of("Doc"), () -> told.add("applied"));
        settle();
        assertThat(told).containsExactly("joined a");

        passTime();
        assertThat(told).containsExactly("joined a", "applied");
    }

    @Test
    void transactionThatHadEndedBeforeItIsDelivered_isOfAnotherPrimary() {
        database.snapshot = "100:100:";
        queries.established();
        List<LiveView> views = join("a");
        settle();
        database.snapshot = "151:151:";
        queries.execute(() -> queries.received(batch(150, "140:140:")));
        settle();
        passTime();
        database.snapshot = "61:61:";

        queries.execute(() -> queries.received(batch(60, "60:60:")));
        settle();
        passTime();

        assertThat(views.get(0).version()).isEqualTo(Snapshot.parse("61:61:").inEpoch(1));
    }
}
