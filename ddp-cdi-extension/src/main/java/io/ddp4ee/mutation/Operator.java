package io.ddp4ee.mutation;

import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;

import jakarta.annotation.Nullable;

/**
 * An operator of a modifier, over EJSON values. What a document does not have is null, as it is in the database.
 *
 * @param name as clients write it
 * @param function from the current value and the operand to the new value
 */
record Operator(String name, BinaryOperator<Object> function) {

    private static final Map<String, BinaryOperator<Object>> ALL = Map.ofEntries(
            Map.entry("$set", (current, operand) -> operand),
            Map.entry("$unset", (current, operand) -> null),
            Map.entry("$inc", NumberOperators::inc),
            Map.entry("$bit", NumberOperators::bit),
            Map.entry("$push", ArrayOperators::push),
            Map.entry("$pushAll", ArrayOperators::pushAll),
            Map.entry("$addToSet", ArrayOperators::addToSet),
            Map.entry("$pop", ArrayOperators::pop),
            Map.entry("$pull", ArrayOperators::pull),
            Map.entry("$pullAll", ArrayOperators::pullAll));

    private static final Set<String> COMPARING = Set.of("$addToSet", "$pull", "$pullAll");

    /** Whether it compares elements of an array with its operand. */
    boolean compares() {
        return COMPARING.contains(name);
    }

    /** Null if clients may use none of the name. */
    @Nullable
    static Operator named(String name) {
        BinaryOperator<Object> function = ALL.get(name);
        return function == null ? null : new Operator(name, function);
    }

    /** @throws UnfitException if it does not fit */
    Object apply(Object current, Object operand) {
        return function.apply(current, operand);
    }
}
