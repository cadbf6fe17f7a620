package io.ddp4ee;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

import static java.lang.annotation.ElementType.PARAMETER;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

/**
 * A parameter of a {@link DdpMethod} or {@link Publication} that is sent as a document id and received as the entity's
 * key, whatever the two look like. An id that can be none, or that no row has where documents are known by another
 * attribute than the key, is answered 400 {@code Match failed}.
 *
 * <pre>{@code
 * @DdpMethod @Transactional
 * public void removeBook(@DocumentId(Book.class) Long bookId) { ... }
 * }</pre>
 *
 * @see DocumentIds
 */
@Documented
@Retention(RUNTIME)
@Target(PARAMETER)
public @interface DocumentId {
    /** The entity whose documents the id names. */
    Class<?> value();
}
