package io.ddp4ee.method;

import java.util.List;

import io.ddp4ee.DdpSession;
import io.ddp4ee.security.Access;

/**
 * One method.
 *
 * @param place where it is declared, for messages to developers
 * @param unblock whether the session's next message need not wait for it
 */
public record MethodDefinition(String name, boolean unblock, String place, Access access, Target target) {

    /** What is called. */
    public interface Target {
        /**
         * Runs on the thread of the call.
         *
         * @param parameters EJSON values
         * @return the Java method's result, or a stage of it; {@link #NOTHING} for none
         * @throws Exception what the application threw, or that the parameters do not fit
         */
        Object call(DdpSession session, List<Object> parameters) throws Exception;
    }

    /** The result of a method that has none, which is not null. */
    public static final Object NOTHING = new Object();
}
