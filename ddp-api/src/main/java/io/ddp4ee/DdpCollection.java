package io.ddp4ee;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

import jakarta.enterprise.util.Nonbinding;
import jakarta.inject.Qualifier;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.ElementType.PARAMETER;
import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

/**
 * Gives an entity a DDP collection: its rows may be sent to clients, as documents of this collection.
 *
 * <p>On an entity class the document follows from the entity's attributes: columns by name, a to-one reference as
 * {@code name_id}, an owned to-many reference as {@code name_ids}, an embeddable as an object, an element collection as
 * an array; inverse sides are not sent. {@code @JsonbTransient}, {@code @JsonbProperty} and JSON-B adapters are honoured.
 *
 * <pre>{@code
 * @Entity
 * @DdpCollection("bookstore.book")
 * public class Book {
 *     @Id Long id;
 *     String title;
 *     @Column(precision = 10, scale = 2) BigDecimal price;
 *     @ManyToOne Author author;               // "author_id" in the document
 * }
 * }</pre>
 *
 * <p>On a CDI producer of a {@link DocumentMapping} it does the same for an entity that cannot be annotated, or gives an
 * entity a further collection.
 *
 * <p>On a CDI producer of a {@link PublicationStrategy} it names the collection that this is for.
 *
 * <p>An entity without a collection is never sent; its changes are noticed all the same, because conditions read it.
 */
@Qualifier
@Documented
@Retention(RUNTIME)
@Target({TYPE, FIELD, METHOD, PARAMETER})
public @interface DdpCollection {
    /** For {@link #id} and {@link DocumentMapping#id}: rows are given random ids, in a table beside theirs. */
    String MAPPED = "(mapped)";

    /** The name of the collection; empty for the entity's name with its first letter in lower case. */
    String value() default "";

    /**
     * The path of an attribute that the documents are known by, unique and never null; empty for the key. It is what
     * clients see and send wherever they name one of the documents, and no field besides. Only for an annotated entity;
     * of another, {@link DocumentMapping#id} says it. All collections of an entity, and of the subclasses of it, share it.
     *
     * <p>With {@link #MAPPED} each row gets a random id in the transaction that inserts it. The key has to be one whole
     * number or string, and {@code persistence.xml} to name {@code META-INF/ddp-mapping-orm.xml} as a mapping file, which
     * brings the table {@code ddp_object_mapping}. Rows that JPA does not insert get theirs when they are read.
     */
    @Nonbinding
    String id() default "";

    /** Attributes that are not sent although JSON-B would write them. Only for an annotated entity. */
    @Nonbinding
    String[] except() default {};

    /**
     * What the server remembers of the documents that a client has been sent; one at most, and if there is none,
     * {@code ddp.publication.strategy}. Not on a producer of a strategy, which gives one itself.
     */
    @Nonbinding
    PublicationStrategy[] strategy() default {};
}
