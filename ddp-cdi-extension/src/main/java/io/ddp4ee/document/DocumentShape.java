package io.ddp4ee.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import jakarta.annotation.Nullable;
import jakarta.persistence.metamodel.EntityType;

import io.ddp4ee.jpql.JpqlException;
import io.ddp4ee.persistence.EntityKey;

/**
 * How the documents of one collection come from the rows of one entity. Immutable.
 *
 * @param collection where the documents belong
 * @param entity whose rows they are
 * @param key of the entity
 * @param id what the document id is, unless it is the key
 * @param columns the fields that stand in the row
 * @param plurals the fields that stand in rows of their own
 * @param joins what the columns need in the from clause
 * @param touching the entities whose rows decide a field, by the field; of "" those that decide more than fields
 */
public record DocumentShape(
        String collection,
        EntityType<?> entity,
        EntityKey key,
        @Nullable Column id,
        List<Column> columns,
        List<PluralColumn> plurals,
        String joins,
        Map<String, Set<String>> touching) {

    /** The entities whose rows decide the documents. */
    public Set<String> touched() {
        return touching.values().stream().flatMap(Set::stream).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Nothing but which rows there are.
     *
     * @param root the name of the root of the entity's hierarchy
     */
    public static DocumentShape ofKeys(String collection, EntityType<?> entity, EntityKey key, String root) {
        return new DocumentShape(collection, entity, key, null, List.of(), List.of(), "", Map.of("", Set.of(root)));
    }

    /** The names of all fields, in their order. */
    public List<String> fieldNames() {
        List<String> names = new ArrayList<>(columns.stream().map(Column::name).toList());
        for (PluralColumn plural : plurals) {
            if (!names.contains(plural.path().get(0))) {
                names.add(plural.path().get(0));
            }
        }
        return names;
    }

    /** Of the fields that are the values of attributes, where each comes from. */
    public Map<String, DocumentField> fields() {
        return DocumentFields.of(this);
    }

    /** Whether rows are given their ids in a table beside them. */
    boolean isMapped() {
        return id instanceof ReferenceColumn column && column.id().isMapped();
    }

    /** Whether a field is an expression of the application, which need not have a value for every row. */
    public boolean isComputed() {
        return columns.stream().anyMatch(ComputedColumn.class::isInstance);
    }

    /** The same documents in another collection. */
    public DocumentShape into(String otherCollection) {
        return new DocumentShape(otherCollection, entity, key, id, columns, plurals, joins, touching);
    }

    /** The same documents, of the rows of a subclass only. */
    DocumentShape of(EntityType<?> subclass) {
        return new DocumentShape(collection, subclass, key, id, columns, plurals, joins, touching);
    }

    /**
     * Fewer fields.
     *
     * @param fields the only ones, by the name of the field or of the attribute; empty for all
     * @param except those to leave out
     * @throws JpqlException if there is no such field
     */
    public DocumentShape narrow(List<String> fields, List<String> except) {
        if (fields.isEmpty() && except.isEmpty()) {
            return this;
        }
        Set<String> kept = fields.stream().map(this::field).collect(Collectors.toSet());
        Set<String> left = except.stream().map(this::field).collect(Collectors.toSet());
        Predicate<String> sent = name -> (kept.isEmpty() || kept.contains(name)) && !left.contains(name);
        return new DocumentShape(
                collection,
                entity,
                key,
                id,
                columns.stream().filter(column -> sent.test(column.name())).toList(),
                plurals.stream()
                        .filter(plural -> sent.test(plural.path().get(0)))
                        .toList(),
                joins,
                touching.entrySet().stream()
                        .filter(touch -> touch.getKey().isEmpty() || sent.test(touch.getKey()))
                        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    private String field(String name) {
        for (String candidate : List.of(name, name + "_id", name + "_ids")) {
            if (fieldNames().contains(candidate)) {
                return candidate;
            }
        }
        throw new JpqlException("The documents of " + collection + " have no field \"" + name + "\"; they have "
                + String.join(", ", fieldNames()));
    }
}
