package io.ddp4ee;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The documents of an entity, said beside it: for entities that cannot or should not be annotated, and for further
 * collections of one that is. An immutable value, made known by a CDI producer with {@link DdpCollection}.
 *
 * <pre>{@code
 * @Produces @DdpCollection("cargo")
 * static final DocumentMapping<Cargo> CARGO = DocumentMapping.of(Cargo.class)
 *     .id("trackingId.id")
 *     .fields("origin.name as origin", "delivery.transportStatus as status",
 *             "case when delivery.misdirected = true then 'misrouted' else 'on track' end as state");
 * }</pre>
 *
 * @param <T> the entity
 */
public final class DocumentMapping<T> {

    private final Class<T> entity;
    private final String id;
    private final List<String> fields;

    private DocumentMapping(Class<T> entity, String id, List<String> fields) {
        this.entity = entity;
        this.id = id;
        this.fields = fields;
    }

    /** The documents that {@link DdpCollection} on the class would give. */
    public static <T> DocumentMapping<T> of(Class<T> entity) {
        return new DocumentMapping<>(Objects.requireNonNull(entity), "", List.of());
    }

    /**
     * Lets the documents be known by an attribute, unique and never null, instead of the key: {@code _id} of documents,
     * references to them, parameters with {@link DocumentId} and {@link DocumentIds} use it. It holds for all collections
     * of the entity and its subclasses.
     *
     * @param path of attributes, from the entity through embeddables; or {@link DdpCollection#MAPPED}
     */
    public DocumentMapping<T> id(String path) {
        return new DocumentMapping<>(entity, Objects.requireNonNull(path), fields);
    }

    /**
     * Sends these fields and no others: an attribute by its name, or any scalar JPQL expression over unqualified paths,
     * with {@code as name}. Repeated calls add.
     */
    public DocumentMapping<T> fields(String... expressions) {
        List<String> all = new ArrayList<>(fields);
        all.addAll(List.of(expressions));
        return new DocumentMapping<>(entity, id, List.copyOf(all));
    }

    /** The entity. */
    public Class<T> entity() {
        return entity;
    }

    /** The path of the document id; empty for the key. */
    public String id() {
        return id;
    }

    /** The only fields to send; empty for what the attributes give. */
    public List<String> fields() {
        return fields;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DocumentMapping<?> mapping
                && entity.equals(mapping.entity)
                && id.equals(mapping.id)
                && fields.equals(mapping.fields);
    }

    @Override
    public int hashCode() {
        return Objects.hash(entity, id, fields);
    }

    @Override
    public String toString() {
        return "DocumentMapping of " + entity.getName() + " id " + (id.isEmpty() ? "key" : id) + " fields " + fields;
    }
}
