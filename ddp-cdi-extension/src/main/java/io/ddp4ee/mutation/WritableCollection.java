package io.ddp4ee.mutation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.annotation.Nullable;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.metamodel.EntityType;

import io.ddp4ee.CollectionRules;
import io.ddp4ee.CollectionRules.Write;
import io.ddp4ee.DdpSession;
import io.ddp4ee.document.Document;
import io.ddp4ee.document.DocumentField;
import io.ddp4ee.document.DocumentSelect;
import io.ddp4ee.document.DocumentShape;
import io.ddp4ee.document.Row;
import io.ddp4ee.ejson.Ejson;
import io.ddp4ee.ejson.EjsonException;
import io.ddp4ee.persistence.EntityIds;
import io.ddp4ee.persistence.EntityManagerRows;
import io.ddp4ee.persistence.Unit;

/** A collection that has rules: what is behind its documents, and who may write it. Safe for use by several threads. */
final class WritableCollection {

    private final CollectionRules<?> rules;
    private final Unit unit;
    private final EntityIds ids;
    private final DocumentShape shape;
    private final DocumentSelect select;
    private final Map<String, DocumentField> fields;
    private final ValueBinder binder;
    private final Ejson ejson = new Ejson();

    WritableCollection(CollectionRules<?> rules, Unit unit, EntityIds ids, DocumentShape shape, ValueBinder binder) {
        this.rules = rules;
        this.unit = unit;
        this.ids = ids;
        this.shape = shape;
        this.select = new DocumentSelect(shape);
        this.fields = shape.fields();
        this.binder = binder;
    }

    String name() {
        return shape.collection();
    }

    EntityType<?> entity() {
        return shape.entity();
    }

    EntityIds ids() {
        return ids;
    }

    Unit unit() {
        return unit;
    }

    Map<String, DocumentField> fields() {
        return fields;
    }

    /** @throws io.ddp4ee.DdpException if nobody may do this */
    void requireOpen(Write write, String method) {
        if (!rules.isOpenTo(write)) {
            throw Refusal.noRules(method);
        }
    }

    /**
     * @param document and the modifier as EJSON values; null if there is none
     * @throws io.ddp4ee.DdpException if the rules do not permit it
     */
    void requirePermission(
            Write write,
            DdpSession session,
            Map<String, Object> document,
            List<String> changed,
            @Nullable Object modifier) {
        if (!rules.permit(write, session, view(document), changed, modifier == null ? Map.of() : view(modifier))) {
            throw Refusal.denied();
        }
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> view(Object object) {
        return (Map<String, Object>) binder.forApplication(object);
    }

    /**
     * The entity of a document, locked: operators count on what is there, and a provider's cache may not know it.
     *
     * @return null if there is none
     */
    @Nullable
    Object lock(EntityManager entityManager, String documentId) {
        return Entities.find(entityManager, ids, shape.entity(), documentId, LockModeType.PESSIMISTIC_WRITE);
    }

    /** The document of an entity, as the database has it. */
    Map<String, Object> document(EntityManager entityManager, Object entity) throws EjsonException {
        Object key = unit.factory().getPersistenceUnitUtil().getIdentifier(entity);
        List<Row> rows = select.readKeys(
                new EntityManagerRows(entityManager), List.of(shape.key().values(key)));
        if (rows.isEmpty()) {
            throw new IllegalStateException("A locked row of " + shape.entity().getName() + " has gone");
        }
        Document document = rows.get(0).document();
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("_id", document.id());
        for (String name : document.fields().names()) {
            values.put(name, ejson.parse(document.fields().get(name)));
        }
        return values;
    }

    FieldWriter writer(EntityManager entityManager, boolean isNew) {
        return new FieldWriter(entityManager, ids, binder, isNew);
    }
}
