package io.ddp4ee.matching;

import java.util.List;
import java.util.Map;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

import io.ddp4ee.matching.Condition.Compared;
import io.ddp4ee.matching.Operand.Attribute;
import io.ddp4ee.matching.Operand.Parameter;
import io.ddp4ee.matching.value.SqlType;

/** Finds those of many queries that a changed row may concern: one of them, and none. */
@State(Scope.Thread)
public class ConditionIndexBenchmark {

    private static final String EMAIL = "author.email";
    private static final int ROWS = 1024;

    /** As many authors. */
    @Param({"1", "100", "10000", "100000"})
    private int queries;

    private final ConditionIndex<Integer> index = new ConditionIndex<>();
    private final Row[] watched = new Row[ROWS];
    private final Row[] others = new Row[ROWS];
    private int next;

    @Setup
    public void fill() {
        CompiledCondition byEmail = new CompiledCondition(
                new Compared(
                        Comparison.EQUAL, new Attribute(SqlType.TEXT, EMAIL, false), new Parameter(SqlType.TEXT, 0)),
                List.of(Coding.PLAIN),
                Map.of(new Place(EMAIL, null), SqlType.TEXT));
        for (int i = 0; i < queries; i++) {
            index.add(i, byEmail.bind(List.of(email(i))));
        }
        for (int i = 0; i < ROWS; i++) {
            int spread = (int) ((long) i * queries / ROWS);
            watched[i] = new Values(Map.of(EMAIL, email(spread)));
            others[i] = new Values(Map.of(EMAIL, email(queries + spread)));
        }
    }

    private static String email(int author) {
        return "author-" + author + "@example.org";
    }

    private int next() {
        next = (next + 1) % ROWS;
        return next;
    }

    @Benchmark
    public Object one() {
        return index.candidates(watched[next()]);
    }

    @Benchmark
    public Object none() {
        return index.candidates(others[next()]);
    }
}
