package io.ddp4ee.call;

import java.util.Collection;
import java.util.List;
import java.util.StringJoiner;
import java.util.concurrent.CompletionStage;

import jakarta.persistence.metamodel.EntityType;

import io.ddp4ee.binding.EjsonText;
import io.ddp4ee.binding.ResultWriter;
import io.ddp4ee.document.Document;
import io.ddp4ee.document.DocumentSelect;
import io.ddp4ee.document.DocumentShape;
import io.ddp4ee.document.DocumentShapes;
import io.ddp4ee.document.Row;
import io.ddp4ee.ejson.Ejson;
import io.ddp4ee.persistence.EntityManagerRows;
import io.ddp4ee.persistence.Unit;

/** Answers methods that return entities with the documents that the collection has for them, read when they return. */
public final class EntityResults {

    private final List<DocumentShapes> units;
    private final ResultWriter writer;

    public EntityResults(List<DocumentShapes> units, ResultWriter writer) {
        this.units = units;
        this.writer = writer;
    }

    /** The result itself, unless it is an entity with a collection or a list of such. */
    Object of(Object result) throws Exception {
        if (result instanceof CompletionStage<?> stage) {
            return stage.thenApply(value -> {
                try {
                    return of(value);
                } catch (Exception e) {
                    throw new java.util.concurrent.CompletionException(e);
                }
            });
        }
        if (result instanceof Collection<?> collection && collection.stream().anyMatch(this::isDocument)) {
            StringJoiner text = new StringJoiner(",", "[", "]");
            for (Object element : collection) {
                text.add(writer.write(of(element)));
            }
            return new EjsonText(text.toString());
        }
        return isDocument(result) ? document(result) : result;
    }

    private boolean isDocument(Object value) {
        return value != null && shapesOf(value) != null;
    }

    private DocumentShapes shapesOf(Object entity) {
        for (DocumentShapes shapes : units) {
            EntityType<?> type = shapes.unit().entities().of(entity.getClass());
            if (type != null && !shapes.holding(type).isEmpty()) {
                return shapes;
            }
        }
        return null;
    }

    private EjsonText document(Object entity) throws Exception {
        DocumentShapes shapes = shapesOf(entity);
        Unit unit = shapes.unit();
        EntityType<?> type = unit.entities().of(entity.getClass());
        DocumentShape shape = nearest(shapes.holding(type));
        Object key = unit.factory().getPersistenceUnitUtil().getIdentifier(entity);
        List<Object> columns = shape.key().values(key);
        List<Row> rows = unit.transactions().call(entityManager -> new DocumentSelect(shape)
                .readKeys(new EntityManagerRows(entityManager), List.of(columns)));
        return new EjsonText(rows.isEmpty() ? "null" : text(rows.get(0).document()));
    }

    /** Of the collections that hold the entity, that of the entity itself or of its nearest superclass. */
    private static DocumentShape nearest(List<DocumentShape> holding) {
        DocumentShape nearest = holding.get(0);
        for (DocumentShape shape : holding) {
            Class<?> type = shape.entity().getJavaType();
            if (type != nearest.entity().getJavaType()
                    && nearest.entity().getJavaType().isAssignableFrom(type)) {
                nearest = shape;
            }
        }
        return nearest;
    }

    private static String text(Document document) {
        String fields = document.fields().text();
        String id = "{\"_id\":" + Ejson.print(document.id());
        return document.fields().isEmpty() ? id + "}" : id + "," + fields.substring(1);
    }
}
