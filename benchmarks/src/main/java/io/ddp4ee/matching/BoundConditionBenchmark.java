package io.ddp4ee.matching;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

import io.ddp4ee.matching.Condition.And;
import io.ddp4ee.matching.Condition.Compared;
import io.ddp4ee.matching.Condition.InParameter;
import io.ddp4ee.matching.Condition.Like;
import io.ddp4ee.matching.Condition.Or;
import io.ddp4ee.matching.Operand.Attribute;
import io.ddp4ee.matching.Operand.Literal;
import io.ddp4ee.matching.Operand.Parameter;
import io.ddp4ee.matching.value.LikePattern;
import io.ddp4ee.matching.value.SqlType;

/** Judges one row. */
@State(Scope.Benchmark)
public class BoundConditionBenchmark {

    private static final Attribute EMAIL = new Attribute(SqlType.TEXT, "author.email", false);
    private static final Attribute TITLE = new Attribute(SqlType.TEXT, "title", false);
    private static final Attribute PRICE = new Attribute(SqlType.NUMERIC, "price", false);

    private final Row row = new Values(Map.of(
            "author.email",
            "ursula@example.org",
            "title",
            "The Left Hand of Darkness",
            "price",
            new BigDecimal("12.50")));

    /** {@code author.email = ?1} */
    private final BoundCondition equality =
            bound(new Compared(Comparison.EQUAL, EMAIL, new Parameter(SqlType.TEXT, 0)), "ursula@example.org");

    /** {@code (author.email in ?1 or title like ?2) and price between 10 and 20} */
    private final BoundCondition several = bound(
            new And(List.of(
                    new Or(List.of(
                            new InParameter(EMAIL, new Parameter(SqlType.TEXT, 0)),
                            new Like(TITLE, new Parameter(SqlType.TEXT, 1), LikePattern.NO_ESCAPE))),
                    new Compared(Comparison.GREATER_OR_EQUAL, PRICE, new Literal(SqlType.INT4, 10L)),
                    new Compared(Comparison.LESS_OR_EQUAL, PRICE, new Literal(SqlType.INT4, 20L)))),
            List.of("octavia@example.org", "joanna@example.org"),
            "The Left%Darkness");

    private static BoundCondition bound(Condition condition, Object... values) {
        List<Coding> codings = List.of(Coding.PLAIN, Coding.PLAIN).subList(0, values.length);
        return new CompiledCondition(condition, codings, Map.of()).bind(List.of(values));
    }

    @Benchmark
    public Object equality() {
        return equality.judge(row);
    }

    @Benchmark
    public Object several() {
        return several.judge(row);
    }
}
