package io.ddp4ee.inspection;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.ddp4ee.LiveDocuments;
import io.ddp4ee.memory.Audience;
import io.ddp4ee.query.DocumentQuery;
import io.ddp4ee.query.QueryLook;
import io.ddp4ee.unit.Batches.BatchLook;
import io.ddp4ee.unit.UnitServer;

/** Of one persistence unit: its live queries, and what was delivered last. Used under the lock of the audience. */
final class UnitInspection {

    private final UnitServer unit;
    private final String name;
    private final Mirror queries;
    private final Mirror ways;
    private final Mirror batches;

    /** Queries are told apart by what they are, and named by a number. */
    private final Map<DocumentQuery, String> ids = new LinkedHashMap<>();

    private long lastId;

    UnitInspection(UnitServer unit, LiveDocuments queries, LiveDocuments ways, LiveDocuments batches) {
        this.unit = unit;
        this.name = unit.unit().declaration().name();
        this.queries = new Mirror(queries);
        this.ways = new Mirror(ways);
        this.batches = new Mirror(batches);
    }

    void show(Audience audience) {
        Map<String, Map<String, Object>> now = new LinkedHashMap<>();
        unit.batches().all().forEach(batch -> now.put(name + "-" + batch.number(), fields(batch)));
        batches.show(now);
        // They are told on the dispatcher, which may be late.
        unit.queries().look(Inspection.MOST, audience.forThese(this::showQueries));
        unit.queries().ways(audience.forThese(this::showWays));
    }

    private void showWays(Map<String, Integer> found) {
        Map<String, Map<String, Object>> now = new LinkedHashMap<>();
        found.forEach((way, number) -> now.put(name + " " + way, Map.of("unit", name, "way", way, "queries", number)));
        ways.show(now);
    }

    private void showQueries(List<QueryLook> looks) {
        Map<String, Map<String, Object>> now = new LinkedHashMap<>();
        ids.keySet().retainAll(looks.stream().map(QueryLook::query).toList());
        for (QueryLook look : looks) {
            now.put(ids.computeIfAbsent(look.query(), added -> name + "-" + ++lastId), fields(look));
        }
        queries.show(now);
    }

    void end() {
        ids.clear();
        queries.show(Map.of());
        ways.show(Map.of());
        batches.show(Map.of());
    }

    private Map<String, Object> fields(QueryLook look) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("unit", name);
        fields.put("collection", look.query().collection());
        fields.put("query", look.query().description());
        fields.put("entities", look.query().entities());
        fields.put("way", look.way());
        fields.put("subscribers", look.subscribers());
        fields.put("documents", look.documents());
        fields.put("current", look.current());
        return fields;
    }

    private Map<String, Object> fields(BatchLook batch) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("unit", name);
        fields.put("transaction", String.valueOf(batch.transaction()));
        fields.put("server", batch.server());
        fields.put("delivered", batch.delivered());
        fields.put("entities", batch.entities());
        fields.put("changes", batch.changes());
        fields.put("characters", batch.characters());
        return fields;
    }
}
