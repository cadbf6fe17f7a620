package io.ddp4ee;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

/**
 * A String attribute of an entity that is given a random id when the entity is persisted without one. In a
 * {@link DdpMethod} it is the id that the client's stub has made of the same document, so that the document which the client
 * has shown already is this one.
 *
 * <pre>{@code
 * @Entity @DdpCollection("tasks")
 * public class Task {
 *     @Id @RandomId String id;          // or a unique attribute beside the key
 *     String text;
 * }
 *
 * @DdpMethod @Transactional
 * public void addTask(String text) {
 *     em.persist(new Task(text));
 * }
 * }</pre>
 *
 * <p>The id is the next of the entity's collection, as {@link DdpRandom#id(Class)} tells; outside a call, on another thread
 * than the call's, and of an entity without collection it is any. Stands on the field or the getter of one attribute,
 * without {@code @GeneratedValue}. It is filled as soon as the DDP server of the application has started.
 */
@Documented
@Retention(RUNTIME)
@Target({FIELD, METHOD})
public @interface RandomId {}
