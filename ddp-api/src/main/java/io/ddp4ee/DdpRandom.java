package io.ddp4ee;

import java.util.concurrent.Callable;

/**
 * The random values of the method or publication that runs; Meteor's {@code DDP.randomStream}. A client that has run a stub
 * of the method has drawn from the same streams, so that a document which both insert has one id.
 *
 * <p>Injectable wherever a {@link DdpMethod} or a {@link Publication} producer runs, and there it is the call's; outside such
 * a call its use throws {@link jakarta.enterprise.context.ContextNotActiveException}. Without a stub the values are the
 * server's own. They are no secrets: a client that has sent the seed knows them.
 *
 * <pre>{@code
 * @Inject DdpRandom random;
 *
 * @DdpMethod @Transactional
 * public void addTask(String text) {
 *     em.persist(new Task(random.id(Task.class), text));     // the id that the client's stub has shown already
 * }
 * }</pre>
 *
 * @see RandomId
 */
public interface DdpRandom {

    /**
     * One of the streams, each of which gives its own values one after the other, however many are drawn from others.
     *
     * <pre>{@code
     * double dice = random.stream("dice").fraction();
     * }</pre>
     */
    interface Stream {
        /** As Meteor makes ids: 17 letters and digits, without those that people take for one another. */
        String id();

        /** So many hexadecimal digits; 24 are the id of a collection whose ids are Mongo's. */
        String hexString(int digits);

        /** As Meteor makes them: 43 letters, digits, {@code -} and {@code _}. Known to whoever knows the seed. */
        String secret();

        /** At least 0 and less than 1. */
        double fraction();
    }

    /** The id of the next new document of a collection, by the name that clients know it by. */
    String id(String collection);

    /**
     * The id of the next new document of an entity. Of several collections it counts the one without a
     * {@link DocumentMapping}.
     *
     * @throws IllegalArgumentException if the entity has no collection, or several of mappings only
     */
    String id(Class<?> entity);

    /** The stream of a name, as {@code DDP.randomStream(name)} of the stub. */
    Stream stream(String name);

    /**
     * Runs what another method does as part of this one, where the stub calls the other method's stub: meanwhile the
     * values are those that the other stub has drawn.
     *
     * @param method the other method's name
     * @throws Exception what the call throws
     */
    <T> T nested(String method, Callable<T> call) throws Exception;
}
