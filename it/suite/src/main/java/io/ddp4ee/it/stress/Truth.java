package io.ddp4ee.it.stress;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What publications are to show, by other means than those that are tested: the database is asked in SQL. */
final class Truth {

    private static final String SHELF = "select id, name, revision from shelf";
    private static final String VOLUME = "select v.id, v.title, v.stars, v.revision, v.shelf_id from volume v";

    private final Connection connection;
    private final Map<Wanted, Documents> known = new HashMap<>();

    /** Of a database in which nothing changes any more. */
    Truth(Connection connection) {
        this.connection = connection;
    }

    /** Documents by collection and id. */
    record Documents(Map<String, Map<String, Object>> shelves, Map<String, Map<String, Object>> volumes) {

        Documents() {
            this(new HashMap<>(), new HashMap<>());
        }
    }

    Documents of(Collection<Wanted> all) throws SQLException {
        Documents union = new Documents();
        for (Wanted wanted : all) {
            Documents documents = known.get(wanted);
            if (documents == null) {
                documents = read(wanted);
                known.put(wanted, documents);
            }
            union.shelves().putAll(documents.shelves());
            union.volumes().putAll(documents.volumes());
        }
        return union;
    }

    private Documents read(Wanted wanted) throws SQLException {
        Documents documents = new Documents();
        List<Object> arguments = wanted.arguments();
        switch (wanted.publication()) {
            case "library" -> {
                read(documents.shelves(), SHELF, List.of());
                read(documents.volumes(), VOLUME, List.of());
            }
            case "shelf" -> {
                read(documents.shelves(), SHELF + " where name = ?", arguments);
                read(documents.volumes(), VOLUME + " join shelf s on s.id = v.shelf_id where s.name = ?", arguments);
            }
            case "starred" -> read(documents.volumes(), VOLUME + " where v.stars >= ?", arguments);
            case "top" -> read(documents.volumes(), VOLUME + " order by v.stars desc, v.id limit ?", arguments);
            default -> throw new IllegalArgumentException(wanted.publication());
        }
        return documents;
    }

    private void read(Map<String, Map<String, Object>> documents, String query, List<Object> arguments)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            for (int i = 0; i < arguments.size(); i++) {
                statement.setObject(i + 1, arguments.get(i));
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    documents.put(rows.getString("id"), fields(rows));
                }
            }
        }
    }

    private static Map<String, Object> fields(ResultSet row) throws SQLException {
        Map<String, Object> fields = new HashMap<>();
        for (String column : columns(row)) {
            switch (column) {
                case "id" -> {
                    // It is not among the fields.
                }
                case "shelf_id", "name", "title" -> fields.put(column, row.getString(column));
                default -> fields.put(column, row.getLong(column));
            }
        }
        return fields;
    }

    private static List<String> columns(ResultSet row) throws SQLException {
        List<String> columns = new ArrayList<>();
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
            columns.add(row.getMetaData().getColumnName(i));
        }
        return columns;
    }
}
