package io.ddp4ee.matching;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.ddp4ee.matching.Condition.And;
import io.ddp4ee.matching.Condition.Compared;
import io.ddp4ee.matching.Condition.Exists;
import io.ddp4ee.matching.Condition.InParameter;
import io.ddp4ee.matching.Condition.IsNull;
import io.ddp4ee.matching.Condition.Member;
import io.ddp4ee.matching.Condition.Not;
import io.ddp4ee.matching.Condition.Or;
import io.ddp4ee.matching.Operand.Attribute;
import io.ddp4ee.matching.Operand.Literal;
import io.ddp4ee.matching.Operand.Parameter;
import io.ddp4ee.matching.value.SqlType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ConditionIndexTest {

    private static final Attribute EMAIL = new Attribute(SqlType.TEXT, "author.email", false);
    private static final Attribute PRICE = new Attribute(SqlType.NUMERIC, "price", false);
    private static final Attribute RATIO = new Attribute(SqlType.FLOAT8, "ratio", false);
    private static final Attribute ACTIVE = new Attribute(SqlType.BOOLEAN, "active", false);

    private final ConditionIndex<String> index = new ConditionIndex<>();

    private static BoundCondition bound(Condition condition, Object... values) {
        List<Coding> codings = Collections.nCopies(values.length, Coding.PLAIN);
        return new CompiledCondition(condition, codings, Map.of()).bind(List.of(values));
    }

    private static Condition equal(Operand left, Operand right) {
        return new Compared(Comparison.EQUAL, left, right);
    }

    private static Parameter parameter(SqlType type) {
        return new Parameter(type, 0);
    }

    private static Literal text(String text) {
        return new Literal(SqlType.TEXT, text);
    }

    private static BoundCondition byEmail(String email) {
        return bound(equal(EMAIL, parameter(SqlType.TEXT)), email);
    }

    @Test
    void equality_isFoundByItsValueOnly() {
        index.add("a", byEmail("a@x"));
        index.add("b", byEmail("b@x"));

        assertThat(index.candidates(TestRow.of("author.email", "b@x"))).containsExactly("b");
        assertThat(index.candidates(TestRow.of("author.email", "c@x"))).isEmpty();
        assertThat(index.candidates(TestRow.of("author.email", null))).isEmpty();
        assertThat(index.sizeWithoutKeys()).isZero();
    }

    @Test
    void manyUsersOfOneCondition_areKeysOfOneIndex() {
        for (int user = 0; user < 10_000; user++) {
            index.add("user " + user, byEmail(user + "@x"));
        }

        assertThat(index.candidates(TestRow.of("author.email", "4711@x"))).containsExactly("user 4711");
        assertThat(index.size()).isEqualTo(10_000);
        for (int user = 0; user < 10_000; user++) {
            index.remove("user " + user);
        }
        assertThat(index.size()).isZero();
        assertThat(index.candidates(TestRow.of())).isEmpty();
    }

    @Test
    void valueThatIsNotKnown_makesAllCandidates() {
        index.add("a", byEmail("a@x"));

        assertThat(index.candidates(TestRow.of())).containsExactly("a");
    }

    @Test
    void conditionWithoutEquality_isACandidateAlways() {
        index.add("a", bound(new Compared(Comparison.LESS, PRICE, parameter(SqlType.INT4)), 5));
        index.add("b", bound(new Not(equal(EMAIL, text("x")))));
        index.add("c", bound(equal(EMAIL, EMAIL)));

        assertThat(index.candidates(TestRow.of())).containsExactly("a", "b", "c");
        assertThat(index.sizeWithoutKeys()).isEqualTo(3);
    }

    @Test
    void conjunction_isFoundByItsMostSelectiveKeys() {
        Condition active = equal(ACTIVE, new Literal(SqlType.BOOLEAN, true));
        index.add("a", bound(new And(List.of(active, equal(EMAIL, parameter(SqlType.TEXT)))), "a@x"));

        assertThat(index.candidates(TestRow.of("author.email", "b@x"))).isEmpty();
        assertThat(index.candidates(TestRow.of("author.email", "a@x"))).containsExactly("a");
    }

    @Test
    void disjunction_isFoundByEachOfItsKeys_unlessOneHasNone() {
        Condition either = new Or(List.of(equal(EMAIL, text("a@x")), new IsNull(PRICE)));
        index.add("a", bound(either));
        index.add("b", bound(new Or(List.of(either, new Not(either)))));

        assertThat(index.candidates(TestRow.of("author.email", "a@x", "price", BigDecimal.ONE)))
                .containsExactlyInAnyOrder("a", "b");
        assertThat(index.candidates(TestRow.of("author.email", "b@x", "price", null)))
                .containsExactlyInAnyOrder("a", "b");
        assertThat(index.candidates(TestRow.of("author.email", "b@x", "price", BigDecimal.ONE)))
                .containsExactly("b");
    }

    @Test
    void list_isFoundByEachOfItsValues() {
        index.add("a", bound(new InParameter(EMAIL, parameter(SqlType.TEXT)), List.of("a@x", "b@x")));

        assertThat(index.candidates(TestRow.of("author.email", "b@x"))).containsExactly("a");
        assertThat(index.candidates(TestRow.of("author.email", "c@x"))).isEmpty();
    }

    @Test
    void numbers_areOneKeyIfTheyAreEqual() {
        index.add("a", bound(equal(PRICE, parameter(SqlType.INT4)), 100));
        index.add("b", bound(equal(parameter(SqlType.NUMERIC), PRICE), new BigDecimal("100.00")));
        index.add("c", bound(equal(RATIO, parameter(SqlType.INT4)), 0));

        assertThat(index.candidates(TestRow.of("price", new BigDecimal("1E+2"), "ratio", -0.0)))
                .containsExactlyInAnyOrder("a", "b", "c");
        assertThat(index.candidates(TestRow.of("price", new BigDecimal("100.01"), "ratio", 0.1)))
                .isEmpty();
    }

    @Test
    void exactNumberComparedWithAFloat_isNoKey() {
        // Both 2^53 and 2^53 + 1 are equal to the float.
        index.add("a", bound(equal(PRICE, parameter(SqlType.FLOAT8)), 9007199254740992.0));

        assertThat(index.candidates(TestRow.of("price", new BigDecimal("9007199254740993"))))
                .containsExactly("a");
    }

    @Test
    void elements_areKeysOfTheirCollection() {
        Attribute element = new Attribute(SqlType.TEXT, "", true);
        Attribute name = new Attribute(SqlType.TEXT, "name", true);
        index.add("a", bound(new Member(parameter(SqlType.TEXT), "aliases", element), "x"));
        index.add("b", bound(new Exists("tags", equal(name, parameter(SqlType.TEXT))), "new"));
        TestRow both = TestRow.of()
                .with("aliases", TestRow.of("", "y"), TestRow.of("", "x"))
                .with("tags", TestRow.of("name", "new"));
        TestRow neither = TestRow.of().with("aliases", TestRow.of("", "y")).with("tags");

        assertThat(index.candidates(both)).containsExactlyInAnyOrder("a", "b");
        assertThat(index.candidates(neither)).isEmpty();
    }

    @Test
    void whatIsFalseAlways_isNoCandidate() {
        Literal one = new Literal(SqlType.INT4, 1L);
        Condition never = equal(one, new Literal(SqlType.INT4, 0L));
        index.add("a", bound(new And(List.of(never, equal(PRICE, one)))));
        index.add("b", bound(equal(one, one)));

        assertThat(index.candidates(TestRow.of())).containsExactly("b");
    }

    @Test
    void removedCondition_isNoCandidate() {
        index.add("a", byEmail("a@x"));
        index.add("b", byEmail("a@x"));
        index.add("c", byEmail("a@x"));

        index.remove("b");
        index.remove("b");

        assertThat(index.candidates(TestRow.of("author.email", "a@x"))).containsExactly("a", "c");
        index.remove("a");
        index.remove("c");
        assertThat(index.candidates(TestRow.of("author.email", "a@x"))).isEmpty();
    }

    @Test
    void queryThatIsThere_isNotAddedAgain() {
        index.add("a", byEmail("a@x"));

        assertThatThrownBy(() -> index.add("a", byEmail("b@x"))).hasMessageContaining("There already: a");
    }

    @Test
    void holders_areThoseThatHaveTheDocumentNow() {
        Holders<String> holders = new Holders<>();
        holders.add("a", "1");
        holders.add("b", "1");
        holders.add("b", "1");
        holders.add("a", "2");

        holders.remove("a", "1");
        holders.remove("c", "2");

        assertThat(holders.of("1")).containsExactly("b");
        assertThat(holders.of("2")).containsExactly("a");
        holders.remove("b", "1");
        assertThat(holders.of("1")).isEmpty();
    }
}
