package io.ddp4ee.persistence;

import java.util.List;

/** The rows of the table that has document ids, read and made in whatever transaction the caller has. */
final class ObjectMappings {

    private ObjectMappings() {}

    /** Null if a row has none yet. */
    static String documentId(Rows rows, EntityMapping mapping, Object key) {
        List<Object[]> found = rows.select(
                "select m.documentId from " + ObjectMapping.NAME + " m where m.entity = ?1 and m." + mapping.attribute()
                        + " = ?2",
                List.of(mapping.entity().getName(), mapping.value(key)));
        return found.isEmpty() ? null : (String) found.get(0)[0];
    }

    /** Null if no row has the id. */
    static Object key(Rows rows, EntityMapping mapping, String documentId) {
        List<Object[]> found = rows.select(
                "select m." + mapping.attribute() + " from " + ObjectMapping.NAME
                        + " m where m.entity = ?1 and m.documentId = ?2",
                List.of(mapping.entity().getName(), documentId));
        return found.isEmpty() ? null : mapping.key().keyOf(String.valueOf(found.get(0)[0]));
    }

    /** Gives a row an id, if it has none: another server may give it one at the same time. */
    static void give(Rows rows, EntityMapping mapping, Object key, String documentId) {
        rows.nativeRow(
                "with made as (insert into ddp_object_mapping (document_id, entity, " + mapping.column()
                        + ") values (?1, ?2, ?3) on conflict (entity, " + mapping.column()
                        + ") do nothing returning 1) select count(*) from made",
                List.of(documentId, mapping.entity().getName(), mapping.value(key)));
    }

    /** The keys without an id; of all rows if none are named. */
    static List<Object> missing(Rows rows, EntityMapping mapping, List<Object> keys) {
        String key = "e." + String.join(".", mapping.key().parts().get(0).path());
        String jpql = "select " + key + " from " + mapping.entity().getName() + " e where "
                + (keys.isEmpty() ? "" : key + " in ?1 and ") + "not "
                + mapping.compared("e", documentId -> documentId + " is not null") + " order by " + key;
        return rows.select(jpql, keys.isEmpty() ? List.of() : List.of(keys)).stream()
                .map(tuple -> tuple[0])
                .toList();
    }
}
