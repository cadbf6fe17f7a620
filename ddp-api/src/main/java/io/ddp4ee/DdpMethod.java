package io.ddp4ee;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

/**
 * Makes a public method of a bean a DDP method: clients call it by name.
 *
 * <p>All parameters are the call's parameters, in order and bound as for {@link Param}, except those of type
 * {@link DdpSession}, {@link java.security.Principal} and {@link jakarta.security.enterprise.SecurityContext}.
 * The method runs on a thread of the container with the request context active; interceptors such as
 * {@code @Transactional} apply, because it is called as the container would call it. The methods of one session run one
 * after the other, in the order sent.
 *
 * <p>The client receives the {@code result} when the method has returned, and {@code updated} when it has been sent every
 * document that the method changed: by the transactions that were completed on its thread before it returned, and in
 * {@link LiveDocuments} by what it has put there. {@code void} answers no result; null answers null; an entity that has a
 * collection answers its document with {@code _id}. Exceptions answer as {@link DdpException} tells.
 *
 * <p>A {@link java.util.concurrent.CompletionStage} answers when it completes. Whatever transaction was completed on this
 * server before, on any thread, comes before {@code updated} then; so a stage has to complete after its own.
 *
 * <pre>{@code
 * @DdpMethod @Transactional
 * public void setPrice(@DocumentId(Book.class) Long bookId, BigDecimal price) {
 *     em.find(Book.class, bookId).setPrice(price);
 * }
 * }</pre>
 *
 * <p>A bean inherits the methods of its superclasses and the default methods of its interfaces; an override hides what it
 * overrides and needs an annotation of its own. Constraints of Bean Validation on the parameters are checked before the
 * method runs, whether or not the container does so too.
 *
 * <p>Two methods of one name, overloads included and alternatives set aside, stop the deployment.
 */
@Documented
@Retention(RUNTIME)
@Target(METHOD)
public @interface DdpMethod {
    /** The name that clients call; empty for the name of the Java method. */
    String value() default "";

    /** Whether the session's next message need not wait for this method, as with Meteor's {@code this.unblock()}. */
    boolean unblock() default false;
}
