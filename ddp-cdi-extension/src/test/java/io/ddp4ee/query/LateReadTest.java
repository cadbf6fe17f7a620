package io.ddp4ee.query;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.ddp4ee.bus.Change;
import io.ddp4ee.bus.Change.DocumentImage;
import io.ddp4ee.bus.ChangeBatch;
import io.ddp4ee.bus.Operation;
import io.ddp4ee.bus.Snapshot;
import io.ddp4ee.document.Document;
import io.ddp4ee.message.Fields;

import static org.assertj.core.api.Assertions.assertThat;

/** A query is read although it is right already: what is delivered meanwhile is not in what is read. */
class LateReadTest extends LiveQueriesBench {

    private static final Fields FIELDS = Fields.of(Map.of("title", "\"T\""));

    private static final Query ALL = Query.ofAllRows("all");

    @Override
    QueryLimits limits() {
        return new QueryLimits(1, Duration.ofSeconds(1), Duration.ZERO, 10);
    }

    private void deliver(long transaction, Change change) {
        ChangeBatch batch = new ChangeBatch(
                transaction, Snapshot.parse(transaction + ":" + transaction + ":"), "server", List.of(change));
        queries.execute(() -> queries.received(batch));
    }

    private static Map<String, Document> documents(String... ids) {
        Map<String, Document> documents = new LinkedHashMap<>();
        for (String id : ids) {
            documents.put(id, new Document(id, FIELDS));
        }
        return documents;
    }

    private static Change inserted(String id) {
        return new Change("Doc", id, Operation.INSERT, Map.of("docs", new DocumentImage(id, FIELDS)));
    }

    private void whileReading(Runnable action) {
        database.whileReading = () -> {
            database.whileReading = () -> {};
            action.run();
        };
    }

    /** Because the read had to have patience, and has been made for another before. */
    @Test
    void whatIsDeliveredMeanwhile_staysTakenIn() {
        queries.established();
        LiveView view = join(ALL).get(0);
        settle();
        deliver(10, Change.ofAny("Doc"));
        settle();
        assertThat(timed).as("patience").isNotEmpty();
        database.snapshot = "11:11:";
        join(ALL);
        settle();
        assertThat(database.reads).as("those for the first and the second").isEqualTo(2);
        told.clear();

        whileReading(() -> deliver(11, inserted("1")));
        passTime();
        assertThat(database.reads).isEqualTo(3);
        assertThat(told).containsExactly("changed all", "changed all");
        assertThat(view.document("1")).isNotNull();
    }

    /**
     * A query is read while a row is delivered, and whoever is told what was read waits for more; only then that row is taken
     * in. If it is read again, another row is delivered meanwhile.
     */
    private LiveView waitWhenTold(String snapshot) {
        queries.established();
        LiveView view = queries.view(ALL, new Subscriber() {
            @Override
            public void changed(LiveView one, Delta delta) {
                if (database.reads == 2 && told.isEmpty()) {
                    queries.awaitVersion(one, version(snapshot), () -> told.add("more"));
                }
                super.changed(one, delta);
            }
        });
        queries.join(List.of(view), () -> null);
        settle();
        told.clear();

        deliver(10, Change.ofAny("Doc"));
        database.results.put("all", new QueryResult.Found(documents("0"), Snapshot.parse("11:11:")));
        whileReading(() -> {
            deliver(11, inserted("1"));
            whileReading(() -> {
                database.results.put("all", new QueryResult.Found(documents("0", "1"), Snapshot.parse("12:12:")));
                deliver(12, inserted("2"));
            });
        });
        settle();
        passTime();
        assertThat(told).contains("more");
        assertThat(view.document("1")).as("delivered during the second read").isNotNull();
        return view;
    }

    @Test
    void whatIsDeliveredWhileMoreIsRead_staysTakenIn() {
        LiveView view = waitWhenTold("13:13:");

        assertThat(database.reads).isEqualTo(3);
        assertThat(view.document("2")).as("delivered during the third read").isNotNull();
    }

    @Test
    void whatIsDeliveredMeanwhile_isNotReadAgainForThoseWhoWaitForIt() {
        waitWhenTold("12:12:");

        assertThat(database.reads).isEqualTo(2);
    }
}
