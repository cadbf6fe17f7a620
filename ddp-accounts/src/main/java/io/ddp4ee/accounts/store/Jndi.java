package io.ddp4ee.accounts.store;

import java.util.Optional;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** What the container and the application have given names. */
@SuppressWarnings("BanJNDI") // The names are the platform's, the application's annotations' and its configuration's.
public final class Jndi {

    private Jndi() {}

    public static <T> T lookup(String name, Class<T> type) {
        try {
            return type.cast(InitialContext.doLookup(name));
        } catch (NamingException e) {
            throw new IllegalStateException(name + " cannot be looked up", e);
        }
    }

    /** Empty where nothing is bound. */
    static Optional<Object> find(String name) {
        try {
            return Optional.ofNullable(InitialContext.doLookup(name));
        } catch (NamingException e) {
            // Not only NameNotFoundException: each server tells it in its own way.
            return Optional.empty();
        }
    }
}
