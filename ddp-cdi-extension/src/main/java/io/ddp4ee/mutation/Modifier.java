package io.ddp4ee.mutation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.ddp4ee.binding.MatchFailedException;
import io.ddp4ee.document.DocumentField;

/** How a client wants to change a document: operators, each with the paths that it is for and an operand for each. */
final class Modifier {

    private record Step(Operator operator, String path, Object operand) {}

    private final List<Step> steps = new ArrayList<>();

    /**
     * @param value as the client has sent it
     * @throws MatchFailedException if it is no object
     * @throws io.ddp4ee.DdpException if it is no modifier that clients may use
     */
    Modifier(Object value, Object options) {
        Map<?, ?> modifier = object(value);
        if (options instanceof Map<?, ?> map && isTrue(map.get("upsert"))) {
            throw Refusal.upsert();
        }
        if (modifier.isEmpty()) {
            throw Refusal.replacement();
        }
        modifier.forEach((name, operands) -> add(String.valueOf(name), operands));
    }

    private static Map<?, ?> object(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        throw new MatchFailedException("A modifier, or what its operator is for, is no object");
    }

    private static boolean isTrue(Object value) {
        return value != null && !value.equals(false) && !value.equals(0L) && !value.equals("");
    }

    private void add(String name, Object operands) {
        if (!name.startsWith("$")) {
            throw Refusal.replacement();
        }
        Operator operator = Operator.named(name);
        if (operator == null) {
            throw Refusal.operator(name);
        }
        object(operands).forEach((path, operand) -> steps.add(new Step(operator, String.valueOf(path), operand)));
    }

    /** The fields that it would change. */
    List<String> fields() {
        Set<String> fields = new LinkedHashSet<>();
        steps.forEach(step -> fields.add(DocumentPath.field(step.path())));
        return List.copyOf(fields);
    }

    /**
     * What a document becomes.
     *
     * @param known where its fields come from
     * @throws io.ddp4ee.DdpException if an operator does not fit what it finds
     */
    Map<String, Object> apply(Map<String, Object> document, Map<String, DocumentField> known) {
        Map<String, Object> changed = new LinkedHashMap<>(document);
        ChangedPaths paths = new ChangedPaths();
        for (Step step : steps) {
            DocumentPath path = new DocumentPath(step.path());
            String operator = step.operator().name();
            if (path.isTooDeep()) {
                throw Refusal.unfit(operator, DocumentPath.field(step.path()));
            }
            if (!paths.add(path)) {
                throw Refusal.conflict(operator, step.path());
            }
            Object operand =
                    step.operator().compares() ? Numeric.operand(step.operand(), path.in(known)) : step.operand();
            changed = path.change(changed, operator, current -> {
                try {
                    return step.operator().apply(current, operand);
                } catch (UnfitException e) {
                    throw Refusal.unfit(operator, step.path());
                }
            });
        }
        return changed;
    }
}
