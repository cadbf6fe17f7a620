package io.ddp4ee;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

import jakarta.inject.Qualifier;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.ElementType.PARAMETER;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

/**
 * Qualifies the event that a {@link DdpSession} has begun, Meteor's {@code onConnection}: fired after the client was
 * answered {@code connected}.
 *
 * <pre>{@code
 * void greet(@Observes @Opened DdpSession session) { ... }
 * }</pre>
 */
@Qualifier
@Documented
@Retention(RUNTIME)
@Target({PARAMETER, FIELD})
public @interface Opened {}
