package io.ddp4ee.matching;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import jakarta.annotation.Nullable;

import io.ddp4ee.matching.value.Numbers;
import io.ddp4ee.matching.value.SqlType;
import io.ddp4ee.matching.value.Truth;
import io.ddp4ee.matching.value.Unjudged;

/**
 * Finds what a row must have to fulfil a condition: one of several keys. A row that has none makes a part of the condition
 * false, and the whole with it, whatever the rest is; what would be an error in the rest is then none.
 */
final class Keys {

    /** As bad as so many keys that few rows have. */
    private static final int UNSELECTIVE = 1000;

    private final List<Object> parameters;

    Keys(List<Object> parameters) {
        this.parameters = parameters;
    }

    /** Null if no key is known that such a row has. */
    @Nullable
    Set<Key> of(Condition condition) {
        return of(condition, null);
    }

    /** @param collection whose elements the condition is about; null if it is about the row */
    @Nullable
    private Set<Key> of(Condition condition, @Nullable String collection) {
        if (condition instanceof Condition.And and) {
            return best(and.conditions(), collection);
        }
        if (condition instanceof Condition.Or or) {
            return union(or.conditions(), collection);
        }
        if (condition instanceof Condition.Constant constant && constant.truth() != Truth.TRUE) {
            return Set.of();
        }
        if (condition instanceof Condition.Compared compared && compared.comparison() == Comparison.EQUAL) {
            return equality(compared, collection);
        }
        if (condition instanceof Condition.InParameter in && in.operand() instanceof Operand.Attribute attribute) {
            List<?> values = (List<?>) parameters.get(in.parameter().place());
            return keys(attribute, place(attribute, collection), in.parameter().type(), values);
        }
        if (condition instanceof Condition.IsNull isNull && isNull.operand() instanceof Operand.Attribute attribute) {
            return Set.of(new Key(place(attribute, collection), Key.normal(null)));
        }
        if (condition instanceof Condition.Exists exists && exists.condition() != null) {
            return of(exists.condition(), exists.path());
        }
        if (condition instanceof Condition.Member member) {
            return equality(member.element(), member.operand(), member.path());
        }
        return null;
    }

    /** One of them is enough, since all must be true. */
    @Nullable
    private Set<Key> best(List<Condition> conditions, @Nullable String collection) {
        Set<Key> best = null;
        for (Condition condition : conditions) {
            Set<Key> keys = of(condition, collection);
            if (keys != null && (best == null || cost(keys) < cost(best))) {
                best = keys;
            }
        }
        return best;
    }

    private static int cost(Set<Key> keys) {
        return keys.stream()
                .mapToInt(key -> key.isSelective() ? 1 : UNSELECTIVE)
                .sum();
    }

    /** All are needed, since any may be true. */
    @Nullable
    private Set<Key> union(List<Condition> conditions, @Nullable String collection) {
        Set<Key> all = new LinkedHashSet<>();
        for (Condition condition : conditions) {
            Set<Key> keys = of(condition, collection);
            if (keys == null) {
                return null;
            }
            all.addAll(keys);
        }
        return all;
    }

    @Nullable
    private Set<Key> equality(Condition.Compared compared, @Nullable String collection) {
        if (compared.left() instanceof Operand.Literal && compared.right() instanceof Operand.Literal) {
            // As in 1 = 0, which is what an empty list is written as.
            boolean isTrue = compared.truth(new Input(null, null, parameters)) == Truth.TRUE;
            return isTrue ? null : Set.of();
        }
        Set<Key> keys = equality(compared.left(), compared.right(), collection);
        return keys != null ? keys : equality(compared.right(), compared.left(), collection);
    }

    @Nullable
    private Set<Key> equality(Operand variable, Operand constant, @Nullable String collection) {
        if (!(variable instanceof Operand.Attribute attribute)) {
            return null;
        }
        Place place = place(attribute, collection);
        if (constant instanceof Operand.Parameter parameter) {
            return keys(attribute, place, parameter.type(), List.of(parameters.get(parameter.place())));
        }
        return constant instanceof Operand.Literal literal
                ? keys(attribute, place, literal.type(), List.of(literal.value()))
                : null;
    }

    private static Place place(Operand.Attribute attribute, @Nullable String collection) {
        return attribute.isOfElement() ? new Place(collection, attribute.path()) : new Place(attribute.path(), null);
    }

    /** Exact numbers compared with floats become floats, and many become the same. */
    @Nullable
    private static Set<Key> keys(Operand.Attribute attribute, Place place, SqlType type, List<?> values) {
        boolean isFloat = attribute.type().isFloat();
        if (!isFloat && type.isFloat()) {
            return null;
        }
        Set<Key> keys = new LinkedHashSet<>();
        try {
            for (Object value : values) {
                keys.add(new Key(place, Key.normal(isFloat ? Numbers.cast(value, type, SqlType.FLOAT8) : value)));
            }
        } catch (Unjudged e) {
            return null;
        }
        return keys;
    }
}
