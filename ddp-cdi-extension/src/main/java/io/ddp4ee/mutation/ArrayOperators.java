package io.ddp4ee.mutation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.annotation.Nullable;

/** Operators on arrays. One that is not there is empty. */
final class ArrayOperators {

    private static final Set<String> PUSH_CLAUSES = Set.of("$each", "$position", "$slice");

    private ArrayOperators() {}

    private static List<Object> array(@Nullable Object value) {
        if (value == null) {
            return new ArrayList<>();
        }
        if (value instanceof List<?> list) {
            return new ArrayList<>(list);
        }
        throw new UnfitException();
    }

    private static List<Object> operands(Object operand) {
        if (operand instanceof List<?> list) {
            return new ArrayList<>(list);
        }
        throw new UnfitException();
    }

    static Object push(@Nullable Object current, Object operand) {
        List<Object> array = array(current);
        if (!(operand instanceof Map<?, ?> clauses) || !clauses.containsKey("$each")) {
            array.add(operand);
            return array;
        }
        if (!PUSH_CLAUSES.containsAll(clauses.keySet())) {
            throw new UnfitException();
        }
        int position = index(clauses.get("$position"), array.size());
        int from = position < 0 ? Math.max(0, array.size() + position) : Math.min(position, array.size());
        array.addAll(from, operands(clauses.get("$each")));
        int slice = index(clauses.get("$slice"), array.size());
        return slice < 0
                ? new ArrayList<>(array.subList(Math.max(0, array.size() + slice), array.size()))
                : new ArrayList<>(array.subList(0, Math.min(slice, array.size())));
    }

    private static int index(@Nullable Object value, int absent) {
        if (value == null) {
            return absent;
        }
        if (value instanceof Long number && number.intValue() == number) {
            return number.intValue();
        }
        throw new UnfitException();
    }

    static Object pushAll(@Nullable Object current, Object operand) {
        List<Object> array = array(current);
        array.addAll(operands(operand));
        return array;
    }

    static Object addToSet(@Nullable Object current, Object operand) {
        List<Object> array = array(current);
        boolean isEach = operand instanceof Map<?, ?> clauses && clauses.containsKey("$each");
        if (isEach && ((Map<?, ?>) operand).size() > 1) {
            throw new UnfitException();
        }
        List<Object> more = isEach ? operands(((Map<?, ?>) operand).get("$each")) : new ArrayList<>();
        if (!isEach) {
            more.add(operand);
        }
        more.stream().filter(one -> !array.contains(one)).forEach(array::add);
        return array;
    }

    static Object pop(@Nullable Object current, Object operand) {
        List<Object> array = array(current);
        int end = index(operand, 0);
        if (Math.abs(end) != 1) {
            throw new UnfitException();
        }
        if (!array.isEmpty()) {
            array.remove(end < 0 ? 0 : array.size() - 1);
        }
        return array;
    }

    static Object pull(@Nullable Object current, Object operand) {
        List<Object> array = array(current);
        array.removeIf(element -> PullCondition.matches(element, operand));
        return array;
    }

    static Object pullAll(@Nullable Object current, Object operand) {
        List<Object> array = array(current);
        array.removeAll(operands(operand));
        return array;
    }
}
