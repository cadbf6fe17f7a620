package io.ddp4ee.query;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;

import io.ddp4ee.bus.Change;
import io.ddp4ee.bus.ChangeBatch;
import io.ddp4ee.bus.Operation;
import io.ddp4ee.bus.Snapshot;
import io.ddp4ee.document.Document;
import io.ddp4ee.message.Fields;
import io.ddp4ee.query.QueryResult.Found;

import static org.assertj.core.api.Assertions.assertThat;

/** Live queries over a primary that is replaced by one that has not received all, and over gaps in what is delivered. */
class FailoverTest extends LiveQueriesBench {

    @Test
    void primaryThatHasLostTransactions_isReadAsItIs() {
        List<LiveView> views = List.of(joinedAt("100:100:"));
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
        assertThat(views.get(0).version().isAtLeast(version("100:100:"))).isTrue();

        queries.join(queries.views(List.of(new Query("b")), new Subscriber()), () -> version("100:100:"));
        settle();
        assertThat(told).contains("joined b");
        for (int i = 0; i < 3; i++) {
            passTime();
        }
        assertThat(timed).isEmpty();
    }

    @Test
    void primaryThatHasLostATransaction_thatNothingReadHadSeen_isReadAsItIs() {
        List<LiveView> views = List.of(joinedAt("100:100:"));
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
    void primaryThatHasLostATransaction_isRecognised_alsoIfALowerNumberCommittedLater() {
        List<LiveView> views = List.of(joinedAt("100:100:"));
        database.failures.add(new IllegalStateException("The connection is broken"));
        queries.execute(() -> queries.received(batch(150, "140:140:")));
        queries.execute(() -> queries.received(batch(141, "140:140:")));
        settle();

        database.snapshot = "145:145:";
        queries.established();
        settle();
        passTime();

        assertThat(views.get(0).version().snapshot())
                .isEqualTo(Snapshot.parse("145:145:").inEpoch(1));
    }

    @Test
    void ownTransactionWhileNothingIsDelivered_isReadAlthoughAnotherPrimaryHadOneOfItsNumber() {
        List<LiveView> views = List.of(joinedAt("100:100:"));
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
        List<LiveView> views = List.of(joinedAt("100:100:"));
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

    private LiveView joinedAt(String snapshot) {
        database.snapshot = snapshot;
        queries.established();
        LiveView view = join("a").get(0);
        settle();
        return view;
    }

    /** An entity that no query reads. */
    private static ChangeBatch ofAnother(long transaction, String snapshot) {
        Change change = new Change("Other", "d", Operation.UPDATE, Map.of());
        return new ChangeBatch(transaction, Snapshot.parse(snapshot), "server", List.of(change));
    }

    @Test
    void primaryThatIsRecognisedByWhatAnotherQueryReads_isReadByAll() {
        LiveView view = joinedAt("100:100:");
        queries.execute(() -> queries.received(ofAnother(90, "90:90:")));
        settle();
        database.snapshot = "61:61:";

        queries.execute(() -> queries.received(ofAnother(60, "60:60:")));
        settle();

        assertThat(view.version().snapshot()).isEqualTo(Snapshot.parse("61:61:").inEpoch(1));
    }

    @Test
    void primaryThatKnowsLessThanATransactionHadSaid_isAnother() {
        LiveView view = joinedAt("100:100:");
        queries.execute(() -> queries.received(ofAnother(150, "200:200:")));
        database.snapshot = "160:160:";

        queries.established();
        settle();

        assertThat(view.version().snapshot())
                .isEqualTo(Snapshot.parse("160:160:").inEpoch(1));
    }

    @Test
    void primaryThatKnowsLessThanWasRead_isAnother_whateverWasSaidSince() {
        LiveView view = joinedAt("200:200:");
        queries.execute(() -> queries.received(ofAnother(150, "140:140:")));
        database.snapshot = "160:160:";

        queries.established();
        settle();

        assertThat(view.version().snapshot())
                .isEqualTo(Snapshot.parse("160:160:").inEpoch(1));
    }

    @Test
    void primaryThatIsRecognisedByWhatIsRead_isNotAnotherAgainWhenItDelivers() {
        LiveView view = joinedAt("100:100:");
        queries.execute(() -> queries.received(ofAnother(90, "90:90:")));
        database.snapshot = "61:61:";
        queries.established();
        settle();

        database.snapshot = "63:63:";
        queries.execute(() -> queries.received(batch(62, "62:62:")));
        settle();

        assertThat(view.version().snapshot()).isEqualTo(Snapshot.parse("63:63:").inEpoch(1));
    }

    @Test
    void transactionThatIsDeliveredWhileAnotherPrimaryIsRead_isNotTakenForOneOfTheFirst() {
        LiveView view = joinedAt("100:100:");
        queries.execute(() -> queries.received(ofAnother(90, "90:90:")));
        settle();
        database.snapshot = "61:61:";
        queries.execute(() -> queries.received(ofAnother(60, "60:60:")));
        tasks.remove().run();
        queries.execute(() -> queries.received(batch(62, "60:60:")));
        tasks.remove().run();

        database.snapshot = "63:63:";
        settle();
        assertThat(view.version().snapshot()).isEqualTo(Snapshot.parse("63:63:").inEpoch(1));
    }

    @Test
    void transactionThatHadEndedBeforeItIsDelivered_isOfAnotherPrimary() {
        List<LiveView> views = List.of(joinedAt("100:100:"));
        database.snapshot = "151:151:";
        queries.execute(() -> queries.received(batch(150, "140:140:")));
        settle();
        passTime();
        database.snapshot = "61:61:";

        queries.execute(() -> queries.received(batch(60, "60:60:")));
        settle();
        passTime();

        assertThat(views.get(0).version().snapshot())
                .isEqualTo(Snapshot.parse("61:61:").inEpoch(1));
    }

    @Test
    void whatIsReadBeforeAGap_andComesAfterIt_isNotShown() {
        joinedAt("100:100:");
        queries.execute(() -> queries.received(batch(101, "101:101:")));
        tasks.remove().run();
        database.snapshot = "102:102:";
        Document old = new Document("d", Fields.of(Map.of("name", "1")));
        database.results.put("a", new Found(new HashMap<>(Map.of("d", old)), Snapshot.parse("102:102:")));

        queries.established();
        tasks.remove().run();
        database.results.clear();
        settle();

        assertThat(told).containsExactly("joined a");
    }

    @Test
    void subscriberAfterAGap_isShownWhatIsReadAfterIt() {
        joinedAt("100:100:");
        database.failures.add(new IllegalStateException("The connection is broken"));

        queries.established();
        join("a");
        settle();
        assertThat(told).containsExactly("joined a");

        passTime();
        assertThat(told).containsExactly("joined a", "joined a");
    }

    @Test
    void subscriberWhileNothingIsDelivered_isShownWhatIsReadForIt() {
        joinedAt("100:100:");
        queries.lost("a failover");

        join("a");
        settle();

        assertThat(told).containsExactly("joined a", "joined a");
        assertThat(database.reads).isEqualTo(2);
    }
}
