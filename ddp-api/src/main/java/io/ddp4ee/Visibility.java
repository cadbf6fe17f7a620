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
 * Makes a CDI producer of a {@link LiveQuery} the rule of who may see the rows of an entity, and its subclasses: its conditions
 * are added to every live query over them, in whatever publication, for what a subscription begins with and for all
 * changes; and the fields that it leaves out by {@link LiveQuery#except} are sent to nobody.
 *
 * <ul>
 *   <li>A field is the same for all users, whose id its conditions know as {@code :userId}. To whom nobody is, they are not
 *       true. It is checked at deployment.
 *   <li>A method runs once for each subscription, as a {@link Publication} does, and again when the session's user is another
 *       or is refreshed. What is injected knows the user, such as {@link DdpSession}. It names its entity.
 * </ul>
 *
 * <p>Its conditions have their arguments, since what a subscription brings is its client's. It neither orders nor limits, nor
 * names fields to send or a collection. Several rules for one entity hold together. A live query over a superclass of the
 * entity could show rows without the rule, and is refused. Documents that come otherwise than by live queries are not
 * restricted: results of methods, {@link PublicationHandler} and {@link LiveDocuments}.
 *
 * <pre>{@code
 * @ApplicationScoped
 * public class Rules {
 *     @Produces @Visibility
 *     static final LiveQuery ISSUES = LiveQuery.of(Issue.class,
 *             "deletedAt is null and exists (select m from Member m where m.tenant = this.tenant and m.user = :userId)");
 *
 *     @Produces @Visibility(Person.class)
 *     static LiveQuery people(DdpSession session) {
 *         return session.isUserInRole("clerk")
 *                 ? LiveQuery.of(Person.class)
 *                 : LiveQuery.of(Person.class, "listed = true").except("birthday");
 *     }
 * }
 * }</pre>
 */
@Qualifier
@Documented
@Retention(RUNTIME)
@Target({FIELD, METHOD, PARAMETER, TYPE})
public @interface Visibility {

    /** The entity; a method must name it, since nobody knows before it runs. */
    @Nonbinding
    Class<?> value() default void.class;
}
