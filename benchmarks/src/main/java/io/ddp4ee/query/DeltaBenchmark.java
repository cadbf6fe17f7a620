package io.ddp4ee.query;

import java.util.LinkedHashMap;
import java.util.Map;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

import io.ddp4ee.document.Document;
import io.ddp4ee.message.Fields;

/** Finds the one document that differs in the result of a query that has run again. */
@State(Scope.Thread)
public class DeltaBenchmark {

    private static final String[] NAMES = {"title", "price", "author_id"};

    @Param({"1", "1000"})
    private int documents;

    private Map<String, Document> before;
    private Map<String, Document> after;

    @Setup
    public void fill() {
        before = result("12.50");
        after = result("13.50");
    }

    private Map<String, Document> result(String price) {
        Map<String, Document> result = new LinkedHashMap<>();
        for (int i = 0; i < documents; i++) {
            String id = Integer.toString(i);
            String[] texts = {"\"The Left Hand of Darkness\"", i == 0 ? price : "10.00", "\"" + i + "\""};
            result.put(id, new Document(id, Fields.of(NAMES, texts)));
        }
        return result;
    }

    @Benchmark
    public Object between() {
        return Delta.between("bookstore.book", before, new LinkedHashMap<>(after));
    }
}
