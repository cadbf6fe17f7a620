package io.ddp4ee.matching.jpa;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.persistence.metamodel.EntityType;

import io.ddp4ee.jpql.Joins;
import io.ddp4ee.jpql.Jpql;
import io.ddp4ee.jpql.Path;
import io.ddp4ee.matching.Place;
import io.ddp4ee.matching.Row;
import io.ddp4ee.matching.value.SqlText;
import io.ddp4ee.matching.value.SqlType;
import io.ddp4ee.matching.value.Unjudged;

/** The rows of an entity as the database has them, by their ids. */
final class ReadRows {

    private static final Object UNJUDGED = new Object();

    /** One row, or an element of a collection of one. */
    static final class ReadRow implements Row {
        private final Map<String, Object> values = new HashMap<>();
        private final Map<String, List<Row>> collections = new HashMap<>();

        @Override
        public Object value(String path) {
            if (!values.containsKey(path) || values.get(path) == UNJUDGED) {
                throw new Unjudged(path + " is not there");
            }
            return values.get(path);
        }

        @Override
        public String toString() {
            return values + " " + collections;
        }

        @Override
        public List<Row> elements(String path) {
            if (!collections.containsKey(path)) {
                throw new Unjudged(path + " is not there");
            }
            return collections.get(path);
        }
    }

    private final WarehouseDatabase database;
    private final EntityType<?> entity;
    private final Columns columns;
    private final Map<Long, ReadRow> rows = new LinkedHashMap<>();

    ReadRows(WarehouseDatabase database, EntityType<?> entity, Columns columns) {
        this.database = database;
        this.entity = entity;
        this.columns = columns;
        String ids = "select this_.id from " + entity.getName() + " this_ order by this_.id";
        for (Object[] row : database.select(ids, List.of())) {
            rows.put((Long) row[0], new ReadRow());
        }
    }

    Map<Long, ReadRow> rows() {
        return rows;
    }

    ReadRows with(String... paths) {
        for (String path : paths) {
            SqlType type = columns.of(entity, new Place(path, null)).type();
            Joins joins = new Joins(Jpql.ALIAS);
            String expression = joins.expression(Path.resolve(
                    entity, List.of(path.split("\\.")), database.unit().entities()));
            String jpql = "select this_.id, function('quote_literal', " + expression + ") from " + entity.getName()
                    + " this_" + joins.clause();
            for (Object[] row : database.select(jpql, List.of())) {
                rows.get((Long) row[0]).values.put(path, parse(type, row[1]));
            }
        }
        return this;
    }

    ReadRows withElements(String collection, String... paths) {
        StringBuilder selected = new StringBuilder("select this_.id");
        List<SqlType> types = new ArrayList<>();
        for (String path : paths) {
            types.add(columns.of(entity, new Place(collection, path)).type());
            selected.append(", function('quote_literal', e")
                    .append(path.isEmpty() ? "" : ".")
                    .append(path)
                    .append(")");
        }
        rows.values().forEach(row -> row.collections.put(collection, new ArrayList<>()));
        String jpql = selected + " from " + entity.getName() + " this_ join this_." + collection + " e";
        for (Object[] row : database.select(jpql, List.of())) {
            ReadRow element = new ReadRow();
            for (int i = 0; i < paths.length; i++) {
                element.values.put(paths[i], parse(types.get(i), row[i + 1]));
            }
            rows.get((Long) row[0]).collections.get(collection).add(element);
        }
        return this;
    }

    private static Object parse(SqlType type, Object text) {
        try {
            return SqlText.parse(type, (String) text);
        } catch (Unjudged e) {
            return UNJUDGED;
        }
    }
}
