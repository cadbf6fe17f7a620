package io.ddp4ee.document;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.annotation.Nullable;
import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.json.bind.annotation.JsonbTransient;
import jakarta.persistence.metamodel.Attribute;
import jakarta.persistence.metamodel.EmbeddableType;
import jakarta.persistence.metamodel.EntityType;
import jakarta.persistence.metamodel.ManagedType;
import jakarta.persistence.metamodel.MapAttribute;
import jakarta.persistence.metamodel.PluralAttribute;
import jakarta.persistence.metamodel.SingularAttribute;
import jakarta.persistence.metamodel.Type;

import io.ddp4ee.jpql.Joins;
import io.ddp4ee.jpql.Jpql;
import io.ddp4ee.jpql.JpqlException;
import io.ddp4ee.jpql.Path;
import io.ddp4ee.persistence.EntityId;
import io.ddp4ee.persistence.EntityIds;
import io.ddp4ee.persistence.EntityKey;
import io.ddp4ee.persistence.EntityTypes;
import io.ddp4ee.persistence.Members;

/** Makes the shape of an entity's documents. One builder, one shape. */
final class ShapeBuilder {

    private static final Pattern NAMED = Pattern.compile("(?is)(.*\\S)\\s+as\\s+(\\w+)\\s*");

    private final EntityIds ids;
    private final EntityTypes entities;
    private final EntityType<?> entity;
    private final ScalarWriters writers;
    private final Set<String> except;
    private final Joins joins = new Joins(Jpql.ALIAS);

    /** By the field; "" for all of them. */
    private final Map<String, Set<String>> touching = new LinkedHashMap<>();

    /** By what is being added. */
    private Set<String> touched = new LinkedHashSet<>();

    /** What the fields are of, by their names and those of the objects that they stand in. */
    private final Map<List<String>, String> taken = new HashMap<>(Map.of(List.of("_id"), "the document's id"));

    private final List<Column> columns = new ArrayList<>();
    private final List<PluralColumn> plurals = new ArrayList<>();
    private final Set<String> unknownExceptions;

    /** @param except the names of attributes that are not sent */
    ShapeBuilder(EntityIds ids, EntityType<?> entity, ScalarWriters writers, List<String> except) {
        this.ids = ids;
        this.entities = ids.entities();
        this.entity = entity;
        this.writers = writers;
        this.except = Set.copyOf(except);
        this.unknownExceptions = new LinkedHashSet<>(except);
        touching.put("", new LinkedHashSet<>(Set.of(entities.rootName(entity))));
    }

    /**
     * Where attributes are selected from.
     *
     * @param start of their paths
     */
    private record Source(ManagedType<?> start, Joins joins) {}

    /** All attributes, by the rules of the table in the documentation. */
    ShapeBuilder attributes() {
        boolean composite = !entities.keyOf(entity).isSimple();
        EntityId id = ids.of(entity);
        String known = id instanceof EntityKey
                ? ""
                : String.join(".", id.parts().get(0).path());
        for (Attribute<?, ?> attribute : AttributeOrder.of(entity)) {
            unknownExceptions.remove(attribute.getName());
            boolean isDocumentId = !composite
                    && attribute instanceof SingularAttribute<?, ?> singular
                    && EntityKey.isId(singular)
                    && !singular.isAssociation();
            if (!isDocumentId && !attribute.getName().equals(known) && !except.contains(attribute.getName())) {
                addField(attribute);
            }
        }
        if (!unknownExceptions.isEmpty()) {
            throw new JpqlException(entity.getJavaType().getName() + ": @DdpCollection(except = ...) names "
                    + String.join(", ", unknownExceptions) + ", which is no attribute of it");
        }
        addDiscriminator();
        return this;
    }

    /** These fields and no others. */
    ShapeBuilder expressions(List<String> expressions) {
        for (String expression : expressions) {
            Matcher named = NAMED.matcher(expression);
            if (named.matches()) {
                take(List.of(named.group(2)), named.group(1));
                columns.add(named(named.group(1), named.group(2)));
                touching.computeIfAbsent(named.group(2), name -> new LinkedHashSet<>())
                        .addAll(takeTouched());
            } else {
                Path path = Path.resolve(entity, List.of(expression.strip()), entities);
                addField(path.last());
            }
        }
        return this;
    }

    private void addField(Attribute<?, ?> attribute) {
        int before = columns.size();
        add(attribute, new Source(entity, joins), List.of(), List.of(), columns);
        String field = columns.size() > before
                ? columns.get(columns.size() - 1).name()
                : plurals.isEmpty()
                        ? ""
                        : plurals.get(plurals.size() - 1).path().get(0);
        touching.computeIfAbsent(field, name -> new LinkedHashSet<>()).addAll(takeTouched());
    }

    private Set<String> takeTouched() {
        Set<String> taken = touched;
        touched = new LinkedHashSet<>();
        return taken;
    }

    DocumentShape build(String collection) {
        EntityKey key = entities.keyOf(entity);
        Column id = ids.of(entity) == key ? null : reference("_id", entity, entity, List.of(), joins, null);
        touching.get("").addAll(takeTouched());
        return new DocumentShape(
                collection,
                entity,
                key,
                id,
                List.copyOf(columns),
                List.copyOf(plurals),
                joins.clause(),
                Map.copyOf(touching));
    }

    private Column named(String expression, String name) {
        String jpql = new Jpql(ids, entity).expression(expression, joins, touched);
        return new ComputedColumn(name, jpql, writers::write);
    }

    /**
     * @param path of attributes from the source to the object that the attribute stands in
     * @param objects the names of that object's fields on the wire
     */
    private void add(
            Attribute<?, ?> attribute, Source from, List<String> path, List<String> objects, List<Column> target) {
        if (Members.annotation(attribute, JsonbTransient.class).isPresent()) {
            return;
        }
        List<String> here = append(path, attribute.getName());
        String name = Members.annotation(attribute, JsonbProperty.class)
                .map(JsonbProperty::value)
                .filter(given -> !given.isEmpty())
                .orElse(attribute.getName());
        if (attribute instanceof PluralAttribute<?, ?, ?> plural) {
            addPlural(plural, here, objects, name);
            return;
        }
        Type<?> type = ((SingularAttribute<?, ?>) attribute).getType();
        if (type instanceof EntityType<?> referenced) {
            if (!Association.isInverse(attribute)) {
                take(append(objects, name + "_id"), String.join(".", here));
                target.add(reference(name + "_id", referenced, from.start(), here, from.joins(), attribute));
            }
        } else if (type instanceof EmbeddableType<?> embeddable && !writers.isCustom(type.getJavaType())) {
            take(append(objects, name), String.join(".", here));
            target.add(embedded(name, embeddable, from, here, append(objects, name), attribute));
        } else {
            take(append(objects, name), String.join(".", here));
            String expression = from.joins().selected(Path.resolve(from.start(), here, entities));
            target.add(new ScalarColumn(name, expression, writers.of(attribute, attribute.getJavaType()), attribute));
        }
    }

    private EmbeddedColumn embedded(
            String name,
            EmbeddableType<?> type,
            Source from,
            List<String> path,
            List<String> objects,
            @Nullable Attribute<?, ?> attribute) {
        List<Column> members = new ArrayList<>();
        for (Attribute<?, ?> member : AttributeOrder.of(type)) {
            add(member, from, path, objects, members);
        }
        return new EmbeddedColumn(name, List.copyOf(members), attribute);
    }

    private ReferenceColumn reference(
            String name,
            EntityType<?> referenced,
            ManagedType<?> start,
            List<String> path,
            Joins from,
            @Nullable Attribute<?, ?> attribute) {
        EntityId id = ids.of(referenced);
        List<String> expressions = id.expressions(of -> {
            List<String> names = new ArrayList<>(path);
            names.addAll(List.of(of.split("\\.", -1)));
            return from.selected(Path.resolve(start, names, entities));
        });
        if (!(id instanceof EntityKey) && !id.isMapped()) {
            // A key is the row's own foreign key, and a mapping is for good; this stands in the other row, and may
            // change.
            touched.add(entities.rootName(referenced));
        }
        return new ReferenceColumn(name, List.copyOf(expressions), id, attribute);
    }

    private void addPlural(PluralAttribute<?, ?, ?> attribute, List<String> path, List<String> objects, String name) {
        Joins from = new Joins(PluralColumn.ALIAS);
        Type<?> type = attribute.getElementType();
        String position = Association.isOrdered(attribute) ? "index(" + PluralColumn.ALIAS + ")" : null;
        Column element;
        Column key = null;
        String field = name;
        if (Association.isElementCollection(attribute)) {
            element = element(attribute, type, from, append(objects, name));
            if (attribute instanceof MapAttribute<?, ?, ?> map) {
                key = key(map);
            }
        } else if (type instanceof EntityType<?> referenced && Association.isOwnedToMany(attribute)) {
            field = name + "_ids";
            element = reference("id", referenced, referenced, List.of(), from, null);
            if (Association.isHeldByTarget(attribute)) {
                touched.add(entities.rootName(referenced));
            }
        } else {
            return;
        }
        take(append(objects, field), String.join(".", path));
        String join = Jpql.ALIAS + "." + String.join(".", path);
        plurals.add(new PluralColumn(append(objects, field), join, from.clause(), element, position, key, attribute));
    }

    private Column element(PluralAttribute<?, ?, ?> attribute, Type<?> type, Joins from, List<String> objects) {
        return type instanceof EmbeddableType<?> embeddable && !writers.isCustom(type.getJavaType())
                ? embedded("element", embeddable, new Source(embeddable, from), List.of(), objects, null)
                : new ScalarColumn("element", PluralColumn.ALIAS, writers.of(attribute, type.getJavaType()), null);
    }

    /** An entity is known by its id wherever it stands. */
    private Column key(MapAttribute<?, ?, ?> map) {
        String key = "key(" + PluralColumn.ALIAS + ")";
        if (map.getKeyType() instanceof EntityType<?> referenced) {
            EntityId id = ids.of(referenced);
            return new ReferenceColumn("key", List.copyOf(id.expressions(path -> key + "." + path)), id, null);
        }
        return new ScalarColumn("key", key, writers.ofKeys(map, map.getKeyJavaType()), null);
    }

    private void take(List<String> field, String of) {
        String other = taken.putIfAbsent(field, of);
        if (other != null) {
            throw new JpqlException(entity.getJavaType().getName() + ": " + other + " and " + of + " would both be the"
                    + " field \"" + String.join(".", field) + "\" of its documents, so name one of them otherwise");
        }
    }

    /** Tells the rows of a hierarchy apart, unless an attribute has taken the name. */
    private void addDiscriminator() {
        boolean hierarchy = entities.withSubtypes(entities.rootOf(entity)).size() > 1;
        if (hierarchy && !taken.containsKey(List.of("type"))) {
            Discriminators discriminators = new Discriminators(entities);
            columns.add(new ScalarColumn("type", "type(" + Jpql.ALIAS + ")", discriminators::of, null));
        }
    }

    private static List<String> append(List<String> names, String name) {
        List<String> all = new ArrayList<>(names);
        all.add(name);
        return all;
    }
}
