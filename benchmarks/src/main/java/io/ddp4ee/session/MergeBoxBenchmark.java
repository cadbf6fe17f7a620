package io.ddp4ee.session;

import java.util.LinkedHashMap;
import java.util.Map;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

import io.ddp4ee.PublicationStrategy;
import io.ddp4ee.document.Document;
import io.ddp4ee.message.Fields;
import io.ddp4ee.query.Delta;

/** A change of one document on its way through a session's merge box, that has a thousand. */
@State(Scope.Thread)
public class MergeBoxBenchmark {

    private static final int DOCUMENTS = 1000;
    private static final String COLLECTION = "bookstore.book";
    private static final String[] NAMES = {"title", "price", "author_id"};

    /** How many subscriptions see each document. */
    @Param({"1", "2", "100"})
    private int sources;

    private MergeBox box;
    private Source[] all;
    private final Delta[] raised = new Delta[DOCUMENTS];
    private final Delta[] lowered = new Delta[DOCUMENTS];
    private int next;
    private boolean isRaised;

    @Setup
    public void fill(Blackhole sent) {
        box = new MergeBox(collection -> PublicationStrategy.SERVER_MERGE, sent::consume);
        all = new Source[sources];
        for (int i = 0; i < sources; i++) {
            all[i] = new Source(null);
        }
        for (int i = 0; i < DOCUMENTS; i++) {
            Document low = document(i, "12.50");
            Document high = document(i, "13.50");
            for (Source source : all) {
                box.added(source, COLLECTION, low);
            }
            raised[i] = Delta.between(COLLECTION, Map.of(low.id(), low), after(high));
            lowered[i] = Delta.between(COLLECTION, Map.of(low.id(), high), after(low));
        }
    }

    private static Document document(int number, String price) {
        return new Document(
                Integer.toString(number),
                Fields.of(NAMES, new String[] {"\"The Left Hand of Darkness\"", price, "\"" + number + "\""}));
    }

    private static Map<String, Document> after(Document document) {
        Map<String, Document> after = new LinkedHashMap<>();
        after.put(document.id(), document);
        return after;
    }

    /** Told by each subscription: the last is what is sent. */
    @Benchmark
    public void change() {
        Delta delta = (isRaised ? lowered : raised)[next];
        for (Source source : all) {
            box.apply(source, COLLECTION, delta);
        }
        if (++next == DOCUMENTS) {
            next = 0;
            isRaised = !isRaised;
        }
    }
}
