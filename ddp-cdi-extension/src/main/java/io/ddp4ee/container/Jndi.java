package io.ddp4ee.container;

import java.util.concurrent.ThreadFactory;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;

import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.UserTransaction;

/** The names that Jakarta EE gives things. */
public final class Jndi {

    private Jndi() {}

    /** Names come from the specification and from the application's own descriptors. */
    @SuppressWarnings("BanJNDI")
    public static Object lookup(String name) throws NamingException {
        return new InitialContext().lookup(name);
    }

    /** By its name, or by the same name below {@code java:comp/env}, as persistence.xml may mean either. */
    public static DataSource dataSource(String name) throws NamingException {
        try {
            return (DataSource) lookup(name);
        } catch (NamingException e) {
            if (name.startsWith("java:")) {
                throw e;
            }
            return (DataSource) lookup("java:comp/env/" + name);
        }
    }

    public static UserTransaction userTransaction() throws NamingException {
        return (UserTransaction) lookup("java:comp/UserTransaction");
    }

    public static TransactionSynchronizationRegistry synchronizationRegistry() throws NamingException {
        return (TransactionSynchronizationRegistry) lookup("java:comp/TransactionSynchronizationRegistry");
    }

    public static ThreadFactory threadFactory() throws NamingException {
        return (ThreadFactory) lookup("java:comp/DefaultManagedThreadFactory");
    }
}
