package io.ddp4ee.document;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

import jakarta.annotation.Nullable;
import jakarta.json.bind.Jsonb;
import jakarta.persistence.metamodel.EntityType;

import io.ddp4ee.DdpCollection;
import io.ddp4ee.DocumentMapping;
import io.ddp4ee.ejson.CustomTypes;
import io.ddp4ee.jpql.JpqlException;
import io.ddp4ee.persistence.EntityIds;
import io.ddp4ee.persistence.Unit;

/** The collections of a persistence unit: the shape of each, by its name and by its entity. */
public final class DocumentShapes {

    private final Unit unit;
    private final EntityIds ids;
    private final ScalarWriters writers;
    private final Map<String, DocumentShape> byCollection = new LinkedHashMap<>();

    /**
     * For an application without custom types.
     *
     * @param instances makes JSON-B adapters
     */
    public DocumentShapes(Unit unit, Jsonb jsonb, Function<Class<?>, ?> instances) {
        this(unit, jsonb, CustomTypes.NONE, instances);
    }

    /** @param instances makes JSON-B adapters */
    public DocumentShapes(Unit unit, Jsonb jsonb, CustomTypes customs, Function<Class<?>, ?> instances) {
        this.unit = unit;
        this.ids = new EntityIds(unit);
        this.writers = new ScalarWriters(jsonb, customs, instances);
    }

    /**
     * Makes known what the documents of an annotated entity are known by; of all entities before any collection is added,
     * since collections refer to each other.
     *
     * @throws JpqlException if the annotation is at fault, or another declaration says otherwise
     */
    public void identify(EntityType<?> entity, DdpCollection annotation) {
        identify(entity, annotation.id());
    }

    /** Likewise for a mapping. */
    public void identify(DocumentMapping<?> mapping) {
        identify(unit.entities().of(mapping.entity()), mapping.id());
    }

    private void identify(EntityType<?> entity, String path) {
        try {
            if (!path.isEmpty()) {
                ids.declare(entity, path);
            }
        } catch (IllegalArgumentException e) {
            throw new JpqlException(e.getMessage());
        }
    }

    /**
     * Adds the collection of an annotated entity.
     *
     * @return its name
     * @throws JpqlException if the annotation or the entity is at fault, or the collection has another entity
     */
    public String add(EntityType<?> entity, DdpCollection annotation) {
        ShapeBuilder builder = new ShapeBuilder(ids, entity, writers, List.of(annotation.except()));
        return put(builder.attributes().build(name(entity, annotation.value())));
    }

    /**
     * Adds the collection of a mapping.
     *
     * @return its name
     * @throws JpqlException if the mapping is at fault, or the collection has another entity
     */
    public String add(DocumentMapping<?> mapping, String name) {
        EntityType<?> entity = unit.entities().of(mapping.entity());
        ShapeBuilder builder = new ShapeBuilder(ids, entity, writers, List.of());
        if (mapping.fields().isEmpty()) {
            builder.attributes();
        } else {
            builder.expressions(mapping.fields());
        }
        return put(builder.build(name(entity, name)));
    }

    private String put(DocumentShape shape) {
        DocumentShape other = byCollection.putIfAbsent(shape.collection(), shape);
        if (other != null) {
            throw new JpqlException("The collection \"" + shape.collection() + "\" is declared for "
                    + other.entity().getJavaType().getName() + " and for "
                    + shape.entity().getJavaType().getName() + ": rename one");
        }
        return shape.collection();
    }

    private static String name(EntityType<?> entity, String given) {
        String name = entity.getName();
        return given.isEmpty() ? Character.toLowerCase(name.charAt(0)) + name.substring(1) : given;
    }

    /** The attributes, as class and name, whose numbers are sent as texts, because JavaScript's may not hold them. */
    public Set<String> numbersAsTexts() {
        return writers.numbersAsTexts();
    }

    public Unit unit() {
        return unit;
    }

    /** What the documents are known by. */
    public EntityIds ids() {
        return ids;
    }

    public List<DocumentShape> all() {
        return List.copyOf(byCollection.values());
    }

    /** The collections whose documents come from rows of this entity: its own, and those of its superclasses. */
    public List<DocumentShape> holding(EntityType<?> entity) {
        List<DocumentShape> holding = new ArrayList<>();
        for (DocumentShape shape : byCollection.values()) {
            if (shape.entity().getJavaType().isAssignableFrom(entity.getJavaType())) {
                holding.add(shape);
            }
        }
        return holding;
    }

    /**
     * The shape that a query's documents have.
     *
     * @param collection the one that the query names; empty for the entity's own, or that of its nearest superclass
     * @throws JpqlException if the entity has no collection, or several of which none is named
     */
    public DocumentShape of(EntityType<?> entity, String collection) {
        DocumentShape declared = declaredFor(entity, collection);
        return (collection.isEmpty() ? declared : declared.into(collection)).of(entity);
    }

    /** The collection that such documents are declared for, which a query may call otherwise. */
    public String declared(EntityType<?> entity, String collection) {
        return declaredFor(entity, collection).collection();
    }

    private DocumentShape declaredFor(EntityType<?> entity, String collection) {
        for (Class<?> type = entity.getJavaType(); type != null; type = type.getSuperclass()) {
            Class<?> declaring = type;
            List<DocumentShape> declared = byCollection.values().stream()
                    .filter(shape -> shape.entity().getJavaType().equals(declaring))
                    .toList();
            if (!declared.isEmpty()) {
                return choose(declared, collection);
            }
        }
        throw new JpqlException(entity.getJavaType().getName() + " has no collection, so none of it may be sent: add"
                + " @DdpCollection to the class, or produce a DocumentMapping of it");
    }

    /**
     * The collection that new documents of an entity are clients' inserts into: its own, or that of its nearest superclass.
     *
     * @return of several the one of the annotation; null if there is none, or it is not clear
     */
    @Nullable
    public String home(EntityType<?> entity) {
        for (Class<?> type = entity.getJavaType(); type != null; type = type.getSuperclass()) {
            Class<?> declaring = type;
            List<String> declared = byCollection.values().stream()
                    .filter(shape -> shape.entity().getJavaType().equals(declaring))
                    .map(DocumentShape::collection)
                    .toList();
            DdpCollection annotation = declaring.getDeclaredAnnotation(DdpCollection.class);
            if (declared.size() > 1 && annotation != null) {
                return name(unit.entities().of(declaring), annotation.value());
            }
            if (!declared.isEmpty()) {
                return declared.size() == 1 ? declared.get(0) : null;
            }
        }
        return null;
    }

    private static DocumentShape choose(List<DocumentShape> shapes, String collection) {
        for (DocumentShape shape : shapes) {
            if (shape.collection().equals(collection)) {
                return shape;
            }
        }
        if (shapes.size() > 1) {
            Set<String> names =
                    new TreeSet<>(shapes.stream().map(DocumentShape::collection).toList());
            throw new JpqlException(shapes.get(0).entity().getJavaType().getName() + " has the collections "
                    + String.join(", ", names) + ": say which, with into(...)");
        }
        return shapes.get(0);
    }
}
