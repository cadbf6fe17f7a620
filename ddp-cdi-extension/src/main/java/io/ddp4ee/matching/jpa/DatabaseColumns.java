package io.ddp4ee.matching.jpa;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import jakarta.persistence.metamodel.EntityType;
import jakarta.persistence.metamodel.ManagedType;

import io.ddp4ee.jpql.Joins;
import io.ddp4ee.jpql.Jpql;
import io.ddp4ee.jpql.Path;
import io.ddp4ee.matching.Coding;
import io.ddp4ee.matching.Place;
import io.ddp4ee.matching.Refusal;
import io.ddp4ee.matching.Refusal.Reason;
import io.ddp4ee.matching.RefusedException;
import io.ddp4ee.matching.value.Collation;
import io.ddp4ee.matching.value.SqlType;
import io.ddp4ee.persistence.EntityTypes;
import io.ddp4ee.persistence.Rows;

/**
 * Asks the database what the columns of attributes are: an aggregate over no rows at all has one row, and a type. Each is
 * asked for once. Safe for use by several threads.
 */
final class DatabaseColumns implements Columns {

    private static final String ELEMENT = "element_";

    private record Question(EntityType<?> entity, Place place) {}

    private record Answer(Column column, Refusal refusal) {}

    private final EntityTypes entities;
    private final Function<Function<Rows, Column>, Column> transactions;
    private final Collations collations;
    private final Map<Question, Answer> answers = new ConcurrentHashMap<>();

    /** @param transactions runs what reads, in a transaction of its own */
    DatabaseColumns(
            EntityTypes entities, Function<Function<Rows, Column>, Column> transactions, Collations collations) {
        this.entities = entities;
        this.transactions = transactions;
        this.collations = collations;
    }

    @Override
    public Collation defaultCollation() {
        return collations.ofDatabase();
    }

    @Override
    public Column of(EntityType<?> entity, Place place) {
        Answer answer = answers.computeIfAbsent(new Question(entity, place), this::answer);
        if (answer.refusal() != null) {
            throw new RefusedException(
                    answer.refusal().reason(), answer.refusal().detail());
        }
        return answer.column();
    }

    private Answer answer(Question question) {
        try {
            return new Answer(column(question.entity(), question.place()), null);
        } catch (RefusedException e) {
            return new Answer(null, e.refusal());
        }
    }

    private Column column(EntityType<?> entity, Place place) {
        Path path = Path.resolve(entity, List.of(place.path().split("\\.")), entities);
        Path inner = place.element() == null ? path : inner(path, place.element());
        Mappings.checkPath(entity, path);
        Mappings.checkPath(entity, inner);
        return transactions.apply(rows -> {
            SqlType type = type(rows, entity, place, path, inner);
            Coding coding = Mappings.coding(place.element() != null && inner.isStart() ? path : inner, type);
            Collation collation = type == SqlType.TEXT
                    ? collations.named(rows, ask(rows, "pg_collation_for", entity, place, path, inner))
                    : null;
            return new Column(type, collation, coding);
        });
    }

    private Path inner(Path collection, String element) {
        if (element.isEmpty()) {
            return new Path(null, List.of());
        }
        return Path.resolve((ManagedType<?>) collection.type(), List.of(element.split("\\.")), entities);
    }

    private static SqlType type(Rows rows, EntityType<?> entity, Place place, Path path, Path inner) {
        String name = ask(rows, "pg_typeof", entity, place, path, inner);
        SqlType type = SqlType.named(name.substring(0, name.length() - "[]".length()));
        if (type == null) {
            throw new RefusedException(Reason.COLUMN, entity.getName() + "." + place.path() + " is " + name);
        }
        return type;
    }

    private static String ask(Rows rows, String function, EntityType<?> entity, Place place, Path path, Path inner) {
        Joins joins = new Joins(Jpql.ALIAS);
        String expression = joins.expression(path);
        String from = entity.getName() + " " + Jpql.ALIAS + joins.clause();
        if (place.element() != null) {
            Joins innerJoins = new Joins(ELEMENT);
            from += " join " + expression + " " + ELEMENT;
            expression = innerJoins.expression(inner);
            from += innerJoins.clause();
        }
        // Not by the type itself, which nobody has a class for.
        String jpql = "select concat('', function('" + function + "', function('array_agg', " + expression + "))) from "
                + from + " where 1 = 0";
        return (String) rows.select(jpql, List.of()).get(0)[0];
    }
}
