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
 * Makes a CDI producer a publication: a set of documents that clients subscribe to by name.
 *
 * <p>The producer is a field or a method, in any bean, of type {@link LiveQuery}, {@link LiveDocuments},
 * {@link PublicationHandler} or a {@link java.util.List} of one of these, or of {@code Object} for several. An empty list is a publication that is ready with nothing; null is an error.
 *
 * <ul>
 *   <li>A field is pure data and is checked completely at deployment.
 *   <li>A method runs once for each subscription, and never because data changed.
 *       The request context is active. Its parameters are injected; those marked {@link Param} are the
 *       subscription's own.
 * </ul>
 *
 * <p>The producer must be {@code @Dependent} (no scope annotation): in any other scope it would run once, with the
 * parameters and the session of whoever came first. Its dependent objects live until the subscription stops; then a
 * disposer method with the same qualifier runs.
 *
 * <pre>{@code
 * @ApplicationScoped
 * public class Bookstore {
 *     @Produces @Publication("AllBooks")
 *     static final List<LiveQuery> ALL = List.of(LiveQuery.of(Author.class), LiveQuery.of(Book.class));
 *
 *     @Produces @Publication("cheapBooks")
 *     LiveQuery cheap(@Param BigDecimal limit) {
 *         return LiveQuery.of(Book.class, "price < ?1", limit).orderBy("price");
 *     }
 * }
 * }</pre>
 *
 * <p>Constraints of Bean Validation on the parameters marked {@link Param} are checked before the producer runs, for which
 * it may not be static. As with all producers, subclasses do not inherit a publication.
 *
 * <p>Two publications of one name, of which none is the selected alternative, stop the deployment. Publication, subscription and ready are Meteor's terms.
 */
@Qualifier
@Documented
@Retention(RUNTIME)
@Target({FIELD, METHOD, PARAMETER, TYPE})
public @interface Publication {
    /** The name that clients subscribe to. */
    String value();

    /**
     * Whether every session is subscribed by itself, as with Meteor's {@code publish(null, ...)}.
     * A universal publication is announced to no client: it has no {@code ready} and cannot be stopped.
     */
    @Nonbinding
    boolean universal() default false;

    /**
     * Whether the session's next message need not wait for this publication, as with Meteor's {@code this.unblock()}.
     * Otherwise it waits until the first documents of the queries have been sent.
     */
    @Nonbinding
    boolean unblock() default false;
}
