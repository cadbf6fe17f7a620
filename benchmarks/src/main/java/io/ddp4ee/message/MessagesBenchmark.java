package io.ddp4ee.message;

import java.util.List;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

import io.ddp4ee.message.ServerMessage.Added;
import io.ddp4ee.message.ServerMessage.Changed;

/** Reads what clients send, and writes what they are sent. */
@State(Scope.Benchmark)
public class MessagesBenchmark {

    private static final String COLLECTION = "bookstore.book";

    private final MessageReader reader = new MessageReader();
    private final String sub =
            "{\"msg\":\"sub\",\"id\":\"s1\",\"name\":\"BooksByAuthorEmail\",\"params\":[\"ursula@example.org\"]}";
    private final String method = "{\"msg\":\"method\",\"id\":\"m1\",\"method\":\"setPrice\",\"params\":[\"42\",12.5,"
            + "{\"$date\":1795780000000}],\"randomSeed\":\"4f1f0e2a9c\"}";
    private final Fields price = Fields.of(new String[] {"price"}, new String[] {"12.50"});
    private final Fields book = Fields.of(
            new String[] {"title", "price", "author_id"},
            new String[] {"\"The Left Hand of Darkness\"", "12.50", "\"20\""});

    @Benchmark
    public Object readSub() throws MalformedMessage {
        return reader.read(sub).message();
    }

    @Benchmark
    public Object readMethod() throws MalformedMessage {
        return reader.read(method).message();
    }

    @Benchmark
    public Object writeAdded() {
        return new Added(COLLECTION, "42", book).text();
    }

    @Benchmark
    public Object writeChanged() {
        return new Changed(COLLECTION, "42", price, List.of()).text();
    }
}
