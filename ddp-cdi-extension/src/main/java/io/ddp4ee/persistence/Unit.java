package io.ddp4ee.persistence;

import jakarta.persistence.EntityManagerFactory;
import jakarta.transaction.UserTransaction;

/** A persistence unit of the application. Safe for use by several threads. */
public final class Unit {

    private final PersistenceXml.Declaration declaration;
    private final EntityManagerFactory factory;
    private final EntityTypes entities;
    private final Transactions transactions;

    /** @param transaction the container's, for a unit that uses it */
    public Unit(PersistenceXml.Declaration declaration, EntityManagerFactory factory, UserTransaction transaction) {
        this.declaration = declaration;
        this.factory = factory;
        this.entities = new EntityTypes(factory.getMetamodel());
        this.transactions = declaration.isResourceLocal()
                ? new LocalTransactions(factory)
                : new JtaTransactions(factory, transaction);
    }

    public String name() {
        return declaration.name();
    }

    /** What persistence.xml says of it. */
    public PersistenceXml.Declaration declaration() {
        return declaration;
    }

    public EntityManagerFactory factory() {
        return factory;
    }

    public EntityTypes entities() {
        return entities;
    }

    public Transactions transactions() {
        return transactions;
    }

    @Override
    public String toString() {
        return "persistence unit " + name();
    }
}
