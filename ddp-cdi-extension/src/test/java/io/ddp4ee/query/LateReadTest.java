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
import io.ddp4ee.matching.CompiledCondition;
import io.ddp4ee.message.Fields;

import static org.assertj.core.api.Assertions.assertThat;

/** A read that has to have patience begins when another has made the query right already. */
class LateReadTest extends LiveQueriesBench {

    private static final Query ALL = new Query(
            "all",
            new Matching(
                    "Doc",
                    CompiledCondition.ALWAYS.bind(List.of()),
                    Set.of(),
                    new Projection("docs", "docs", List.of("title"), false)));

    @Override
    QueryLimits limits() {
        return new QueryLimits(1, Duration.ofSeconds(1), Duration.ZERO, 10);
    }

    private void deliver(long transaction, Change change) {
        ChangeBatch batch = new ChangeBatch(
                transaction, Snapshot.parse(transaction + ":" + transaction + ":"), "server", List.of(change));
        queries.execute(() -> queries.received(batch));
    }

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

        database.whileReading = () -> {
            database.whileReading = () -> {};
            DocumentImage image = new DocumentImage("1", Fields.of(Map.of("title", "\"T\"")));
            deliver(11, new Change("Doc", "1", Operation.INSERT, Map.of("docs", image)));
        };
        passTime();
        assertThat(database.reads).isEqualTo(3);
        assertThat(told).containsExactly("changed all", "changed all");
        assertThat(view.document("1")).isNotNull();
    }
}
