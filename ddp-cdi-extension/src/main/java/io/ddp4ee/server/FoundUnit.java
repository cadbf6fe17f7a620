package io.ddp4ee.server;

import java.sql.SQLException;
import javax.naming.NamingException;
import javax.sql.DataSource;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;

import io.ddp4ee.container.Jndi;
import io.ddp4ee.persistence.PersistenceXml.Declaration;
import io.ddp4ee.unit.DatabaseFacts;

/**
 * A unit of which nothing has been used yet: a provider that is used before its database answers may never recover.
 *
 * @param jndiName where its entity manager or its factory is
 */
record FoundUnit(Declaration declaration, String jndiName, DataSource dataSource) {

    EntityManagerFactory factory() {
        try {
            Object found = Jndi.lookup("java:comp/env/" + jndiName);
            return found instanceof EntityManager entityManager
                    ? entityManager.getEntityManagerFactory()
                    : (EntityManagerFactory) found;
        } catch (NamingException e) {
            throw new IllegalStateException(jndiName + " was there a moment ago", e);
        }
    }

    /** @throws SQLException if the database does not answer */
    DatabaseFacts database() throws SQLException {
        return DatabaseFacts.of(dataSource);
    }
}
