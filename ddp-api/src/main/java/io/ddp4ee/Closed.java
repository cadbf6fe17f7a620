package io.ddp4ee;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

import jakarta.inject.Qualifier;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.ElementType.PARAMETER;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

/**
 * Qualifies the event that a {@link DdpSession} has ended, Meteor's {@code onClose}: fired once, after its subscriptions
 * have stopped.
 *
 * <pre>{@code
 * void forget(@Observes @Closed DdpSession session) { ... }
 * }</pre>
 */
@Qualifier
@Documented
@Retention(RUNTIME)
@Target({PARAMETER, FIELD})
public @interface Closed {}
