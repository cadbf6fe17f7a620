package io.ddp4ee.query;

import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.ddp4ee.bus.Snapshot;
import io.ddp4ee.document.Document;
import io.ddp4ee.message.Fields;
import io.ddp4ee.query.QueryResult.Found;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What nobody wants any more takes no memory, although it was being read. */
class ForgottenQueryTest extends LiveQueriesBench {

    @Test
    void whatWasReadForNobody_isGone() {
        WeakReference<Document> document = readForNobody();

        await().untilAsserted(() -> {
            System.gc();
            assertThat(document.get()).isNull();
        });
    }

    /** Apart from the test, on whose stack nothing may be left of it. */
    private WeakReference<Document> readForNobody() {
        Document document = new Document("1", Fields.of(Map.of("title", "\"T\"")));
        database.results.put("all", new Found(new HashMap<>(Map.of("1", document)), Snapshot.parse("5:5:")));
        queries.established();
        List<LiveView> views = join(Query.ofAllRows("all"));
        database.whileReading = () -> {
            views.forEach(LiveView::close);
            settle();
            passTime();
        };
        settle();
        assertThat(database.reads).isEqualTo(1);
        assertThat(told).isEmpty();

        database.results.clear();
        database.whileReading = () -> {};
        return new WeakReference<>(document);
    }
}
