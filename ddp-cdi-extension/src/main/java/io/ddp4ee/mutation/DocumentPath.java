package io.ddp4ee.mutation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import jakarta.annotation.Nullable;

import io.ddp4ee.document.DocumentField;

/** A path into a document: a field, and names of members and indexes of elements within it, with dots between. */
final class DocumentPath {

    /** As in messages: what is deeper costs a thread its stack. */
    private static final int DEEPEST = 256;

    private final String text;
    private final List<String> names;

    DocumentPath(String text) {
        this.text = text;
        this.names = List.of(text.split("\\.", -1));
    }

    /** The field that a path leads into. */
    static String field(String path) {
        int dot = path.indexOf('.');
        return dot < 0 ? path : path.substring(0, dot);
    }

    List<String> names() {
        return names;
    }

    /** The field, of a document or of an object within it, that has the value; null if none is known. */
    @Nullable
    DocumentField in(Map<String, DocumentField> fields) {
        DocumentField field = fields.get(names.get(0));
        for (String name : names.subList(1, names.size())) {
            // Indexes and the names of a map's entries lead to what is in the same field.
            field = field == null ? null : field.members().getOrDefault(name, field);
        }
        return field;
    }

    boolean isTooDeep() {
        return names.size() > DEEPEST;
    }

    /**
     * The document with another value there; what is left as it was is shared.
     *
     * @param operator for what the client is told if the path leads nowhere
     */
    Map<String, Object> change(Map<String, Object> document, String operator, UnaryOperator<Object> change) {
        return member(document, 0, operator, change);
    }

    private Object change(@Nullable Object value, int depth, String operator, UnaryOperator<Object> change) {
        if (depth == names.size()) {
            return change.apply(value);
        }
        if (value == null || value instanceof Map<?, ?>) {
            return member(value == null ? Map.of() : (Map<?, ?>) value, depth, operator, change);
        }
        if (value instanceof List<?> list) {
            return element(list, depth, operator, change);
        }
        throw Refusal.unfit(operator, text);
    }

    private Map<String, Object> member(Map<?, ?> members, int depth, String operator, UnaryOperator<Object> change) {
        Map<String, Object> changed = new LinkedHashMap<>();
        members.forEach((name, member) -> changed.put(String.valueOf(name), member));
        String name = names.get(depth);
        changed.put(name, change(members.get(name), depth + 1, operator, change));
        return changed;
    }

    private List<Object> element(List<?> list, int depth, String operator, UnaryOperator<Object> change) {
        String index = names.get(depth);
        if (!index.matches("\\d{1,6}") || Integer.parseInt(index) > list.size()) {
            throw Refusal.unfit(operator, text);
        }
        List<Object> changed = new ArrayList<>(list);
        int at = Integer.parseInt(index);
        if (at == list.size()) {
            changed.add(null);
        }
        changed.set(at, change(changed.get(at), depth + 1, operator, change));
        return changed;
    }
}
