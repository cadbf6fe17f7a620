package io.ddp4ee;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A query over one entity whose result a client is kept up to date with. An immutable value: equal queries are one
 * query to the server, however many sessions subscribe to it.
 *
 * <p>A condition is a JPQL condition over unqualified attribute paths ({@code author.email = ?1}); {@code this} names the
 * entity itself. {@code ?n} is the n-th argument given here; where fewer are given, it is the subscription's parameter
 * n. {@code :userId} is the subscriber's user id; nobody logged in means no documents.
 * Arguments are converted to the attribute's type; an entity stands for its key. Where an entity itself is compared, as in
 * {@code author = ?1} or {@code this in ?1}, arguments and parameters are ids of documents, or entities.
 *
 * <pre>{@code
 * LiveQuery.of(Issue.class, "project.key = ?1", key)
 *     .and("status <> ?1", Status.CLOSED)
 *     .orderBy("priority desc", "createdAt")
 *     .limit(20);
 * }</pre>
 *
 * <p>The order decides which documents a limited query holds; documents are sent in no order, as DDP has none.
 * What a query says about attributes is checked against the persistence unit: at deployment if the publication is a
 * field, at the first subscription if it is a method.
 */
public final class LiveQuery {

    /**
     * One condition and what it was given, as {@link LiveQuery#conditions} tells it.
     *
     * <pre>{@code
     * LiveQuery.of(Book.class, "price < ?1", 10).conditions();    // [Condition[text=price < ?1, arguments=[10]]]
     * }</pre>
     *
     * @param text JPQL over unqualified paths
     * @param arguments for {@code ?1}, {@code ?2}, ...; a null among them is an argument too
     */
    public record Condition(String text, List<Object> arguments) {
        /**
         * A condition; collections among the arguments are copied.
         *
         * @throws IllegalArgumentException if the text is blank, or compares null by {@code =} or {@code <>}
         */
        public Condition {
            if (text.isBlank()) {
                throw new IllegalArgumentException("The condition of a live query is blank: leave it out");
            }
            arguments = copy(arguments);
            for (int i = 0; i < arguments.size(); i++) {
                if (arguments.get(i) == null) {
                    refuseComparisonWithNull(text, i + 1);
                }
            }
        }

        private static void refuseComparisonWithNull(String text, int number) {
            String parameter = "\\?" + number + "(?!\\d)";
            Matcher comparison = Pattern.compile("(?<left>[\\w.?:]*)\\s*(?<![<>!])(?<before>=|<>|!=)\\s*" + parameter
                            + "|" + parameter + "\\s*(?<after>=|<>|!=)\\s*(?<right>[\\w.?:]*)")
                    .matcher(LITERAL.matcher(text).replaceAll("''"));
            if (comparison.find()) {
                boolean before = comparison.group("before") != null;
                String operator = comparison.group(before ? "before" : "after");
                String operand = comparison.group(before ? "left" : "right");
                String instead =
                        (operand.isEmpty() ? "..." : operand) + (operator.equals("=") ? " is null" : " is not null");
                throw new IllegalArgumentException("\"" + text + "\" with null for ?" + number
                        + " is true for no row, since null equals nothing in SQL: write \"" + instead + "\"");
            }
        }
    }

    private static final Pattern ORDER = Pattern.compile(
            "[\\w$]+(\\.[\\w$]+)*(\\s+(asc|desc))?(\\s+nulls\\s+(first|last))?",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern LITERAL = Pattern.compile("'(?:[^']|'')*'");

    private final Class<?> entity;
    private final List<Condition> conditions;
    private final List<String> fields;
    private final List<String> except;
    private final List<String> order;
    private final int limit;
    private final int offset;
    private final String collection;
    private final String count;

    private LiveQuery(
            Class<?> entity,
            List<Condition> conditions,
            List<String> fields,
            List<String> except,
            List<String> order,
            int limit,
            int offset,
            String collection,
            String count) {
        this.entity = entity;
        this.conditions = conditions;
        this.fields = fields;
        this.except = except;
        this.order = order;
        this.limit = limit;
        this.offset = offset;
        this.collection = collection;
        this.count = count;
        boolean isPlain = fields.isEmpty() && except.isEmpty() && order.isEmpty() && limit < 0 && offset == 0;
        if (!count.isEmpty() && !isPlain) {
            throw new IllegalArgumentException("count(\"" + count + "\") counts all rows of its conditions: leave out"
                    + " fields(), except(), orderBy(), limit() and offset()");
        }
    }

    /** All rows of an entity, those of its subclasses included. */
    public static LiveQuery of(Class<?> entity) {
        return new LiveQuery(Objects.requireNonNull(entity), List.of(), List.of(), List.of(), List.of(), -1, 0, "", "");
    }

    /**
     * The rows of an entity for which a condition is true.
     *
     * @param arguments for {@code ?1}, {@code ?2}, ... of the condition; collections are copied
     * @throws IllegalArgumentException if the array itself is null, or null is compared by {@code =} or {@code <>}
     */
    public static LiveQuery of(Class<?> entity, String condition, Object... arguments) {
        return of(entity).and(condition, arguments);
    }

    /**
     * The same query under a further condition, whose arguments are numbered from its own {@code ?1}.
     *
     * @throws IllegalArgumentException as for {@link #of(Class, String, Object...)}
     */
    public LiveQuery and(String condition, Object... arguments) {
        if (arguments == null) {
            throw new IllegalArgumentException("The arguments of \"" + condition + "\" are a null array: pass nothing"
                    + " to leave ?1 to the subscription, or (Object) null for a null argument");
        }
        List<Condition> all = append(conditions, List.of(new Condition(condition, Arrays.asList(arguments))));
        return new LiveQuery(entity, all, fields, except, order, limit, offset, collection, count);
    }

    /** Sends these fields of the document only; repeated calls add. */
    public LiveQuery fields(String... names) {
        List<String> all = append(fields, List.of(names));
        return new LiveQuery(entity, conditions, all, except, order, limit, offset, collection, count);
    }

    /** Sends all fields of the document but these; repeated calls add. */
    public LiveQuery except(String... names) {
        List<String> all = append(except, List.of(names));
        return new LiveQuery(entity, conditions, fields, all, order, limit, offset, collection, count);
    }

    /**
     * Orders by attribute paths, each with an optional {@code asc} or {@code desc} and {@code nulls first} or
     * {@code nulls last}. The id breaks ties, so that the order is total. Repeated calls add.
     *
     * @throws IllegalArgumentException if it is anything else
     */
    public LiveQuery orderBy(String... paths) {
        for (String path : paths) {
            if (!ORDER.matcher(path.strip()).matches()) {
                throw new IllegalArgumentException("orderBy(\"" + path
                        + "\"): write an attribute path, then asc or desc, then nulls first or nulls last");
            }
        }
        List<String> all = append(order, List.of(paths));
        return new LiveQuery(entity, conditions, fields, except, all, limit, offset, collection, count);
    }

    /** At most so many rows, the first in the order. */
    public LiveQuery limit(int rows) {
        if (rows < 1) {
            throw new IllegalArgumentException("limit(" + rows + "): a live query needs room for one row at least");
        }
        return new LiveQuery(entity, conditions, fields, except, order, rows, offset, collection, count);
    }

    /** Passes over so many rows, the first in the order. */
    public LiveQuery offset(int rows) {
        if (rows < 0) {
            throw new IllegalArgumentException("offset(" + rows + "): rows are counted from 0");
        }
        return new LiveQuery(entity, conditions, fields, except, order, limit, rows, collection, count);
    }

    /**
     * Sends the documents in another collection: one that a {@link DocumentMapping} gives this entity, else the fields
     * of its own collection under this name. So two limited lists over one entity stay apart at the client.
     */
    public LiveQuery into(String name) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("into(\"\"): a collection needs a name");
        }
        return new LiveQuery(entity, conditions, fields, except, order, limit, offset, name, count);
    }

    /**
     * Sends how many rows there are, and not the rows: one document with the given id and the field {@code count}, in the
     * collection {@code counts} or in that of {@link #into}. It is sent again when the number changes, and only then.
     *
     * <pre>{@code
     * LiveQuery.of(Message.class, "recipient.id = :userId and seen = false").count("unread");
     * // counts: {_id: "unread", count: 3}
     * }</pre>
     *
     * @throws IllegalArgumentException if the query has fields, an order, a limit or an offset: all rows are counted
     */
    public LiveQuery count(String name) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("count(\"\"): a count needs a name, which is its document's id");
        }
        return new LiveQuery(entity, conditions, fields, except, order, limit, offset, collection, name);
    }

    /** The entity whose rows are asked for. */
    public Class<?> entity() {
        return entity;
    }

    /** The conditions, all of which must be true. */
    public List<Condition> conditions() {
        return conditions;
    }

    /** The only fields to send; empty for all. */
    public List<String> fields() {
        return fields;
    }

    /** The fields not to send. */
    public List<String> except() {
        return except;
    }

    /** What to order by, as given. */
    public List<String> order() {
        return order;
    }

    /** The most rows to hold, if limited. */
    public OptionalInt limit() {
        return limit < 0 ? OptionalInt.empty() : OptionalInt.of(limit);
    }

    /** The number of rows passed over. */
    public int offset() {
        return offset;
    }

    /** The collection given with {@link #into}; empty for the entity's own. */
    public String collection() {
        return collection;
    }

    /** The name given with {@link #count(String)}; empty if it sends its rows. */
    public String count() {
        return count;
    }

    private static <T> List<T> append(List<T> first, List<T> second) {
        List<T> all = new ArrayList<>(first);
        all.addAll(second);
        return List.copyOf(all);
    }

    /** {@link List#copyOf} refuses null, which is an argument like any other. */
    private static List<Object> copy(List<Object> arguments) {
        List<Object> copies = new ArrayList<>(arguments.size());
        for (Object argument : arguments) {
            copies.add(
                    argument instanceof Collection<?> c ? Collections.unmodifiableList(new ArrayList<>(c)) : argument);
        }
        return Collections.unmodifiableList(copies);
    }

    private List<Object> state() {
        return List.of(entity, conditions, fields, except, order, limit, offset, collection, count);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LiveQuery query && state().equals(query.state());
    }

    @Override
    public int hashCode() {
        return state().hashCode();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(entity.getSimpleName());
        String separator = " where ";
        for (Condition condition : conditions) {
            text.append(separator).append(condition.text());
            if (!condition.arguments().isEmpty()) {
                text.append(' ').append(condition.arguments());
            }
            separator = " and ";
        }
        if (!order.isEmpty()) {
            text.append(" order by ").append(String.join(", ", order));
        }
        if (limit >= 0) {
            text.append(" limit ").append(limit);
        }
        if (offset > 0) {
            text.append(" offset ").append(offset);
        }
        if (!count.isEmpty()) {
            text.append(" counted as ").append(count);
        }
        return collection.isEmpty()
                ? text.toString()
                : text.append(" into ").append(collection).toString();
    }
}
