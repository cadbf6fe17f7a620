package io.ddp4ee.query.jpa;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
final class OrderClause {

    private static final Pattern ORDER =
            Pattern.compile("([^\\s]+)(\\s+(?:asc|desc))?(\\s+nulls\\s+(?:first|last))?", Pattern.CASE_INSENSITIVE);

    private OrderClause() {}

    /** @throws JpqlException if what is to be ordered by is no single value of the entity */
    static String of(DocumentShape shape, List<String> order, EntityTypes entities, Joins joins, Set<String> touched) {
        StringJoiner clause = new StringJoiner(", ");
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
            clause.add(joins.expression(path) + text(matcher.group(2)) + text(matcher.group(3)));
        }
        for (KeyPart part : shape.key().parts()) {
            clause.add(Jpql.ALIAS + "." + String.join(".", part.path()));
        }
        return clause.toString();
    }

    private static String text(String words) {
        return words == null ? "" : " " + words.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
    }
}
