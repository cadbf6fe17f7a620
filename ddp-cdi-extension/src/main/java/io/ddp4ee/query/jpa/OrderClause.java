package io.ddp4ee.query.jpa;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import jakarta.persistence.metamodel.Attribute;
import jakarta.persistence.metamodel.ManagedType;

import io.ddp4ee.document.DocumentShape;
import io.ddp4ee.jpql.Joins;
import io.ddp4ee.jpql.Jpql;
import io.ddp4ee.jpql.JpqlException;
import io.ddp4ee.jpql.Path;
import io.ddp4ee.persistence.EntityTypes;
import io.ddp4ee.persistence.KeyPart;

/** The order of a live query as JPQL: paths through outer joins, and the key at the end, so that the order is total. */
record OrderClause(List<Part> parts) {

    /** Of a query whose order changes nothing. */
    static final OrderClause NONE = new OrderClause(List.of());

    /**
     * One value that rows are ordered by.
     *
     * @param path to it
     * @param expression of it
     * @param words what follows the expression
     */
    record Part(String path, String expression, String words) {

        boolean isDescending() {
            return words.startsWith(" desc");
        }

        /** Unless it is said, the database puts null where it would put more than any value. */
        boolean isNullsFirst() {
            return words.endsWith(" first") || (isDescending() && !words.endsWith(" last"));
        }
    }

    private static final Pattern ORDER =
            Pattern.compile("([^\\s]+)(\\s+(?:asc|desc))?(\\s+nulls\\s+(?:first|last))?", Pattern.CASE_INSENSITIVE);

    /** @throws JpqlException if what is to be ordered by is no single value of the entity */
    static OrderClause of(
            DocumentShape shape, List<String> order, EntityTypes entities, Joins joins, Set<String> touched) {
        List<Part> parts = new ArrayList<>();
        for (String one : order) {
            Matcher matcher = ORDER.matcher(one.strip());
            if (!matcher.matches()) {
                throw new JpqlException("orderBy(\"" + one
                        + "\"): write an attribute path, then asc or desc, then nulls" + " first or nulls last");
            }
            Path path = Path.resolve(shape.entity(), List.of(matcher.group(1).split("\\.")), entities);
            if (path.attributes().stream().anyMatch(Attribute::isCollection)) {
                throw new JpqlException("orderBy(\"" + one + "\"): " + path + " has many values");
            }
            if (path.type() instanceof ManagedType<?>) {
                throw new JpqlException("orderBy(\"" + one + "\"): " + path + " is no single value");
            }
            touched.addAll(path.entities(entities));
            parts.add(new Part(
                    matcher.group(1), joins.expression(path), text(matcher.group(2)) + text(matcher.group(3))));
        }
        for (KeyPart part : shape.key().parts()) {
            String path = String.join(".", part.path());
            parts.add(new Part(path, Jpql.ALIAS + "." + path, ""));
        }
        return new OrderClause(List.copyOf(parts));
    }

    private static String text(String words) {
        return words == null ? "" : " " + words.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
    }

    /** Without its first words. */
    String text() {
        return parts.stream().map(part -> part.expression() + part.words()).collect(Collectors.joining(", "));
    }

    /** What rows are ordered by, each as the database writes a literal of it. */
    List<String> literals() {
        return parts.stream()
                .map(part -> "function('quote_literal', " + part.expression() + ")")
                .toList();
    }
}
