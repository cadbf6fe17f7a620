package io.ddp4ee.mutation;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import jakarta.annotation.Nullable;

/** Which elements {@code $pull} takes away: those equal to a value, or those that comparisons are true of. */
final class PullCondition {

    private PullCondition() {}

    /** @throws UnfitException if it has an operator that is not known */
    static boolean matches(@Nullable Object element, @Nullable Object condition) {
        if (!(condition instanceof Map<?, ?> map)) {
            return Objects.equals(element, condition);
        }
        boolean compares =
                map.keySet().stream().anyMatch(name -> String.valueOf(name).startsWith("$"));
        return compares
                ? map.entrySet().stream().allMatch(one -> compare(element, one.getKey(), one.getValue()))
                : element instanceof Map<?, ?> members
                        && map.entrySet().stream().allMatch(one -> matches(members.get(one.getKey()), one.getValue()));
    }

    private static boolean compare(@Nullable Object element, Object operator, @Nullable Object with) {
        return switch (String.valueOf(operator)) {
            case "$eq" -> Objects.equals(element, with);
            case "$ne" -> !Objects.equals(element, with);
            case "$in" -> list(with).contains(element);
            case "$nin" -> !list(with).contains(element);
            case "$gt" -> isComparable(element, with) && order(element, with) > 0;
            case "$gte" -> isComparable(element, with) && order(element, with) >= 0;
            case "$lt" -> isComparable(element, with) && order(element, with) < 0;
            case "$lte" -> isComparable(element, with) && order(element, with) <= 0;
            default -> throw new UnfitException();
        };
    }

    private static List<?> list(@Nullable Object value) {
        if (value instanceof List<?> list) {
            return list;
        }
        throw new UnfitException();
    }

    /** Values of two types have no order. */
    private static boolean isComparable(@Nullable Object element, @Nullable Object with) {
        return (isNumber(element) && isNumber(with))
                || (element instanceof String && with instanceof String)
                || (element instanceof Instant && with instanceof Instant);
    }

    private static boolean isNumber(@Nullable Object value) {
        return value instanceof Long || value instanceof BigDecimal;
    }

    private static int order(Object element, Object with) {
        if (element instanceof String text) {
            return text.compareTo((String) with);
        }
        return element instanceof Instant time
                ? time.compareTo((Instant) with)
                : new BigDecimal(element.toString()).compareTo(new BigDecimal(with.toString()));
    }
}
