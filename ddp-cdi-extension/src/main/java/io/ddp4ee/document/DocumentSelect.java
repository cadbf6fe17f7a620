package io.ddp4ee.document;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.ddp4ee.ejson.Ejson;
import io.ddp4ee.jpql.Jpql;
import io.ddp4ee.message.Fields;
import io.ddp4ee.persistence.EntityKey;
import io.ddp4ee.persistence.Rows;

/** Reads documents of one shape as tuples: one statement for the rows, and one for each field that has its own rows. */
public final class DocumentSelect {

    /**
     * Which rows, and in which order.
     *
     * @param condition over {@link Jpql#ALIAS}; empty for all rows
     * @param parameters of the condition
     * @param joins outer joins that the condition and the order need
     * @param order an order by clause without its words, or empty
     */
    public record Selection(String condition, List<?> parameters, String joins, String order, int offset, int limit) {

        /** Statements with more keys than this are split. */
        public static final int KEYS_AT_ONCE = 500;

        /** The rows for which a condition is true. */
        public static Selection where(String condition, List<?> parameters) {
            return new Selection(condition, parameters, "", "", 0, Rows.ALL);
        }

        /** The rows with these keys, each as its columns: in as many parts as there have to be. */
        public static List<Selection> ofKeys(EntityKey key, List<List<Object>> keys) {
            List<Selection> selections = new ArrayList<>();
            for (int from = 0; from < keys.size(); from += KEYS_AT_ONCE) {
                selections.add(in(key, keys.subList(from, Math.min(keys.size(), from + KEYS_AT_ONCE))));
            }
            return selections;
        }

        private static Selection in(EntityKey key, List<List<Object>> keys) {
            if (key.isSimple()) {
                List<Object> values =
                        keys.stream().map(columns -> columns.get(0)).toList();
                String path =
                        Jpql.ALIAS + "." + String.join(".", key.parts().get(0).path());
                return Selection.where(path + " in ?1", List.of(values));
            }
            List<Object> parameters = new ArrayList<>();
            String condition = keys.stream()
                    .map(columns -> {
                        List<String> equal = new ArrayList<>();
                        for (int i = 0; i < columns.size(); i++) {
                            parameters.add(columns.get(i));
                            equal.add(Jpql.ALIAS + "."
                                    + String.join(".", key.parts().get(i).path()) + " = ?" + parameters.size());
                        }
                        return "(" + String.join(" and ", equal) + ")";
                    })
                    .collect(Collectors.joining(" or "));
            return Selection.where(condition, parameters);
        }

        /** What is selected for a key, in the order of its columns. */
        public static List<String> keyExpressions(EntityKey key) {
            return key.parts().stream()
                    .map(part -> Jpql.ALIAS + "." + String.join(".", part.path()))
                    .toList();
        }

        boolean isWindow() {
            return offset > 0 || limit != Rows.ALL;
        }
    }

    private final DocumentShape shape;
    private final String from;
    private final String[] names;

    public DocumentSelect(DocumentShape shape) {
        this.shape = shape;
        this.from = " from " + shape.entity().getName() + " " + Jpql.ALIAS;
        this.names = shape.fieldNames().toArray(String[]::new);
    }

    public DocumentShape shape() {
        return shape;
    }

    /**
     * The rows that are selected, in their order.
     *
     * @param mostRows that there may be
     * @param mostBytes that their documents may take, roughly
     * @throws TooManyRowsException if there are more
     * @throws DocumentException if a row cannot be a document
     */
    public List<Row> read(Rows rows, Selection selection, int mostRows, long mostBytes) {
        List<String> keyExpressions = Selection.keyExpressions(shape.key());
        List<String> expressions = new ArrayList<>(keyExpressions);
        if (shape.id() != null) {
            expressions.addAll(shape.id().expressions());
        }
        shape.columns().forEach(column -> expressions.addAll(column.expressions()));
        String jpql = "select " + String.join(", ", expressions) + from + shape.joins() + selection.joins()
                + where(selection.condition())
                + (selection.order().isEmpty() ? "" : " order by " + selection.order());
        int limit = Math.min(selection.limit(), mostRows == Rows.ALL ? mostRows : mostRows + 1);
        List<Object[]> tuples = rows.select(jpql, selection.parameters(), selection.offset(), limit);
        if (tuples.size() > mostRows) {
            throw new TooManyRowsException("The query has more than " + mostRows + " documents");
        }
        Map<String, Map<String, Object>> values = new LinkedHashMap<>();
        for (Object[] tuple : tuples) {
            values.put(key(tuple), columns(tuple));
        }
        for (PluralColumn plural : shape.plurals()) {
            readPlural(rows, plural, selection, tuples, values);
        }
        List<Row> result = new ArrayList<>(tuples.size());
        long bytes = 0;
        for (Object[] tuple : tuples) {
            String key = key(tuple);
            Document document = new Document(id(tuple, key), fields(values.get(key)));
            bytes += document.weight();
            if (bytes > mostBytes) {
                throw new TooManyRowsException("The query has more than " + mostBytes + " bytes");
            }
            result.add(new Row(key, document));
        }
        return result;
    }

    /** The rows with these keys that there are, each key as its columns. */
    public List<Row> readKeys(Rows rows, List<List<Object>> keys) {
        List<Row> found = new ArrayList<>();
        for (Selection some : Selection.ofKeys(shape.key(), keys)) {
            found.addAll(read(rows, some, Rows.ALL, Long.MAX_VALUE));
        }
        return found;
    }

    private String id(Object[] tuple, String key) {
        if (shape.id() == null) {
            return key;
        }
        Object id = shape.id().value(tuple, shape.key().parts().size());
        if (id == null && shape.isMapped()) {
            throw new UnmappedException(shape.entity());
        }
        if (id == null) {
            throw new DocumentException("A row of " + shape.entity().getName() + " (key " + key + ") has no document"
                    + " id: the attribute that its documents are known by must never be null");
        }
        return id.toString();
    }

    private String key(Object[] tuple) {
        return shape.key()
                .documentId(Arrays.asList(tuple).subList(0, shape.key().parts().size()));
    }

    private Map<String, Object> columns(Object[] tuple) {
        Map<String, Object> values = new LinkedHashMap<>();
        int next = shape.key().parts().size()
                + (shape.id() == null ? 0 : shape.id().expressions().size());
        for (Column column : shape.columns()) {
            values.put(column.name(), column.value(tuple, next));
            next += column.expressions().size();
        }
        return values;
    }

    /** A window of rows is asked for by its keys; any other selection by its own condition, which means the same rows. */
    private void readPlural(
            Rows rows,
            PluralColumn plural,
            Selection selection,
            List<Object[]> tuples,
            Map<String, Map<String, Object>> values) {
        Map<String, List<Object[]>> elements = new LinkedHashMap<>();
        values.keySet().forEach(key -> elements.put(key, new ArrayList<>()));
        for (Selection part : selection.isWindow() ? byKeys(tuples) : List.of(selection)) {
            String jpql = "select " + String.join(", ", Selection.keyExpressions(shape.key())) + ", "
                    + String.join(", ", plural.expressions()) + from + part.joins() + " join " + plural.join() + " "
                    + PluralColumn.ALIAS + plural.joins() + where(part.condition());
            for (Object[] tuple : rows.select(jpql, part.parameters())) {
                elements.computeIfPresent(key(tuple), (key, found) -> append(found, tuple));
            }
        }
        int width = shape.key().parts().size();
        elements.forEach((key, found) -> put(values.get(key), plural.path(), plural.value(found, width)));
    }

    private static List<Object[]> append(List<Object[]> tuples, Object[] tuple) {
        tuples.add(tuple);
        return tuples;
    }

    @SuppressWarnings("unchecked")
    private static void put(Map<String, Object> values, List<String> path, Object value) {
        Map<String, Object> target = values;
        for (String object : path.subList(0, path.size() - 1)) {
            Object next = target.get(object);
            if (next == null) {
                next = new LinkedHashMap<String, Object>();
                target.put(object, next);
            }
            target = (Map<String, Object>) next;
        }
        target.put(path.get(path.size() - 1), value);
    }

    private List<Selection> byKeys(List<Object[]> tuples) {
        int width = shape.key().parts().size();
        return Selection.ofKeys(
                shape.key(),
                tuples.stream()
                        .map(tuple -> Arrays.asList(tuple).subList(0, width))
                        .toList());
    }

    private static String where(String condition) {
        return condition.isEmpty() ? "" : " where " + condition;
    }

    private Fields fields(Map<String, Object> values) {
        String[] texts = new String[names.length];
        for (int i = 0; i < names.length; i++) {
            texts[i] = Ejson.print(values.get(names[i]));
        }
        return Fields.of(names, texts);
    }
}
