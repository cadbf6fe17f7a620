package io.ddp4ee.matching;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.ddp4ee.matching.BoundCondition.Verdict;
import io.ddp4ee.matching.Operand.Attribute;
import io.ddp4ee.matching.Operand.Calculated;
import io.ddp4ee.matching.Operand.Literal;
import io.ddp4ee.matching.Operand.Parameter;
import io.ddp4ee.matching.Refusal.Reason;
import io.ddp4ee.matching.value.Arithmetic;
import io.ddp4ee.matching.value.SqlType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class BoundConditionTest {

    private static final Attribute AMOUNT = new Attribute(SqlType.INT4, "amount", false);
    private static final Condition EQUAL =
            new Condition.Compared(Comparison.EQUAL, AMOUNT, new Parameter(SqlType.INT4, 0));

    private static BoundCondition bind(Condition condition, Object... values) {
        return new CompiledCondition(condition, Collections.nCopies(values.length, Coding.PLAIN), Map.of())
                .bind(Arrays.asList(values));
    }

    @Test
    void rowIsIn_ifTheConditionIsTrue() {
        assertThat(bind(EQUAL, 5).judge(TestRow.of("amount", 5L))).isEqualTo(Verdict.IN);
        assertThat(bind(EQUAL, 5).judge(TestRow.of("amount", 6L))).isEqualTo(Verdict.OUT);
        assertThat(bind(EQUAL, 5).judge(TestRow.of("amount", null))).isEqualTo(Verdict.OUT);
        assertThat(bind(new Condition.Not(EQUAL), 5).judge(TestRow.of("amount", null)))
                .isEqualTo(Verdict.OUT);
    }

    @Test
    void valueThatDidNotTravel_isNotJudged() {
        assertThat(bind(EQUAL, 5).judge(TestRow.of())).isEqualTo(Verdict.UNJUDGED);
    }

    @Test
    void errorInAnyPart_isNotJudged_whateverTheOthersAre() {
        Operand quotient = new Calculated(Arithmetic.DIVIDE, new Literal(SqlType.INT4, 1L), AMOUNT);
        Condition fails = new Condition.Compared(Comparison.EQUAL, quotient, new Literal(SqlType.INT4, 1L));
        Condition never = new Condition.Constant(io.ddp4ee.matching.value.Truth.FALSE);

        assertThat(bind(new Condition.And(List.of(never, fails))).judge(TestRow.of("amount", 0L)))
                .isEqualTo(Verdict.UNJUDGED);
        assertThat(bind(new Condition.And(List.of(never, fails))).judge(TestRow.of("amount", 1L)))
                .isEqualTo(Verdict.OUT);
    }

    @Test
    void parameterOfWhichTheDatabasesValueIsUnknown_isRefused() {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> bind(EQUAL, (Object) null))
                .satisfies(e -> assertThat(e.refusal().reason()).isEqualTo(Reason.PARAMETER));
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> bind(EQUAL, "\u0000"))
                .satisfies(e -> assertThat(e.refusal().toString()).contains("a text that the database cannot hold"));
    }
}
