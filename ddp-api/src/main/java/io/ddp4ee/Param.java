package io.ddp4ee;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

import jakarta.inject.Qualifier;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.ElementType.PARAMETER;
import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

/**
 * A parameter of a {@link Publication} producer method that takes the subscription's parameter at its position:
 * the first {@code @Param} the first, and so on.
 *
 * <p>A value is read as EJSON ({@code {"$date": 0}} is a point in time, {@code {"$binary": "AA=="}} are bytes) and then
 * converted by JSON-B. Conversions that would lose or guess are refused: {@code 12.5} is no {@code int}, {@code true}
 * no {@code String}. Digits in a string may become a number, since document ids are strings.
 * An {@link java.util.Optional} may be absent. Otherwise too few, too many or unfit parameters, and null for a
 * primitive, answer the subscription with the error 400 {@code Match failed}; the producer does not run.
 *
 * <pre>{@code
 * @Produces @Publication("issues")
 * LiveQuery issues(@Param String project, @Param Optional<Status> status) {
 *     LiveQuery issues = LiveQuery.of(Issue.class, "project.key = ?1", project);
 *     return status.map(s -> issues.and("status = ?1", s)).orElse(issues);
 * }
 * }</pre>
 *
 * <p>Anywhere but on a parameter of a publication producer it stops the deployment.
 */
@Qualifier
@Documented
@Retention(RUNTIME)
@Target({PARAMETER, FIELD, METHOD, TYPE})
public @interface Param {}
