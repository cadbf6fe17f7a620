package io.ddp4ee;

/**
 * Translates exceptions of an application for its clients. A CDI bean; of several, the one for the nearest superclass of
 * the exception is asked. {@code EJBException}, {@code RollbackException} and the like are unwrapped before. What
 * {@link DdpException} says of an exception's answer is nearer than a mapper for a superclass of that exception.
 *
 * <pre>{@code
 * @ApplicationScoped
 * public class SoldOutMapper implements DdpExceptionMapper<SoldOutException> {
 *     public DdpException map(SoldOutException e) {
 *         return new DdpException("sold-out", e.getMessage());
 *     }
 * }
 * }</pre>
 *
 * @param <E> the exceptions it translates; named by the class, not by a type variable
 */
public interface DdpExceptionMapper<E extends Throwable> {
    /** What to tell the client. Called on the thread of the method; what it throws itself is answered as 500. */
    DdpException map(E exception);
}
