package io.ddp4ee.ejson;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Reads and prints a value that has of everything something. */
@State(Scope.Benchmark)
public class EjsonBenchmark {

    private final Ejson ejson = new Ejson();
    private final String text = "{\"title\":\"The Left Hand of Darkness\",\"price\":12.5,\"stock\":42,"
            + "\"sold\":{\"$date\":1795780000000},\"cover\":{\"$binary\":\"iVBORw0KGgoAAAANSUhEUgAAAAEAAAAB\"},"
            + "\"tags\":[\"science fiction\",\"Gethen\",\"Hainish\"],\"rating\":{\"mean\":4.25,\"votes\":1969},"
            + "\"awards\":[{\"name\":\"Hugo\",\"year\":1970},{\"name\":\"Nebula\",\"year\":1969}],\"inPrint\":true}";

    private Object value;

    @Setup
    public void read() throws EjsonException {
        value = ejson.parse(text);
    }

    @Benchmark
    public Object parse() throws EjsonException {
        return ejson.parse(text);
    }

    @Benchmark
    public Object print() {
        return Ejson.print(value);
    }
}
