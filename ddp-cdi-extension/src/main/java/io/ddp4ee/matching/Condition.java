package io.ddp4ee.matching;

import java.util.List;

import jakarta.annotation.Nullable;

import io.ddp4ee.matching.value.Comparing;
import io.ddp4ee.matching.value.LikePattern;
import io.ddp4ee.matching.value.Truth;
import io.ddp4ee.matching.value.Unjudged;

/** What is true of a row or not. Immutable. */
public sealed interface Condition {

    /**
     * Every part is judged, also where the database may spare itself one.
     *
     * @throws Unjudged if it is not known what the database would find
     */
    Truth truth(Input input);

    record Constant(Truth truth) implements Condition {
        @Override
        public Truth truth(Input input) {
            return truth;
        }
    }

    record And(List<Condition> conditions) implements Condition {
        @Override
        public Truth truth(Input input) {
            Truth truth = Truth.TRUE;
            for (Condition condition : conditions) {
                truth = truth.and(condition.truth(input));
            }
            return truth;
        }
    }

    record Or(List<Condition> conditions) implements Condition {
        @Override
        public Truth truth(Input input) {
            Truth truth = Truth.FALSE;
            for (Condition condition : conditions) {
                truth = truth.or(condition.truth(input));
            }
            return truth;
        }
    }

    record Not(Condition condition) implements Condition {
        @Override
        public Truth truth(Input input) {
            return condition.truth(input).not();
        }
    }

    /** Of types that compare; texts are ordered only where their collation orders by code points. */
    record Compared(Comparison comparison, Operand left, Operand right) implements Condition {
        @Override
        public Truth truth(Input input) {
            Object one = left.value(input);
            Object other = right.value(input);
            if (one == null || other == null) {
                return Truth.UNKNOWN;
            }
            return Truth.of(comparison.holds(Comparing.compare(one, left.type(), other, right.type())));
        }
    }

    record IsNull(Operand operand) implements Condition {
        @Override
        public Truth truth(Input input) {
            return Truth.of(operand.value(input) == null);
        }
    }

    /** @param parameter which is a list of values, none of them null; they have one type */
    record InParameter(Operand operand, Operand.Parameter parameter) implements Condition {
        @Override
        public Truth truth(Input input) {
            Object value = operand.value(input);
            if (value == null) {
                return Truth.UNKNOWN;
            }
            for (Object one : (List<?>) parameter.value(input)) {
                if (Comparing.compare(value, operand.type(), one, parameter.type()) == 0) {
                    return Truth.TRUE;
                }
            }
            return Truth.FALSE;
        }
    }

    /** @param escape as {@link LikePattern} has it */
    record Like(Operand operand, Operand pattern, int escape) implements Condition {
        @Override
        public Truth truth(Input input) {
            Object value = operand.value(input);
            Object text = pattern.value(input);
            if (text == null) {
                return Truth.UNKNOWN;
            }
            LikePattern compiled = LikePattern.of((String) text, escape);
            return value == null ? Truth.UNKNOWN : Truth.of(compiled.matches((String) value));
        }
    }

    /** @param condition of one element; null if any will do */
    record Exists(String path, @Nullable Condition condition) implements Condition {
        @Override
        public Truth truth(Input input) {
            boolean exists = false;
            for (Row element : input.row().elements(path)) {
                exists |= condition == null || condition.truth(input.of(element)) == Truth.TRUE;
            }
            return Truth.of(exists);
        }
    }

    /** An element of a collection of plain values. With nulls on either side providers ask for it in different ways. */
    record Member(Operand operand, String path, Operand.Attribute element) implements Condition {
        @Override
        public Truth truth(Input input) {
            Object value = operand.value(input);
            boolean found = false;
            for (Row row : input.row().elements(path)) {
                Object one = element.value(input.of(row));
                if (one == null || value == null) {
                    throw new Unjudged("null as a member of a collection");
                }
                found |= Comparing.compare(value, operand.type(), one, element.type()) == 0;
            }
            return Truth.of(found);
        }
    }

    /** What providers write in two ways, of which the results differ for a few values. */
    record Agreed(Condition one, Condition other) implements Condition {
        @Override
        public Truth truth(Input input) {
            Truth truth = one.truth(input);
            if (truth != other.truth(input)) {
                throw new Unjudged("a decimal literal, which is a float to some");
            }
            return truth;
        }
    }
}
