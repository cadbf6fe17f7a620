package io.ddp4ee.mutation;

import java.util.List;

import jakarta.persistence.EntityManager;

import io.ddp4ee.DdpSession;

/** One way to write a collection. */
interface Mutation {

    /** What is done in a transaction, and the answer. */
    interface Work {
        Object apply(EntityManager entityManager) throws Exception;
    }

    /**
     * Checks what needs no database.
     *
     * @param method its name within the collection, as the client has called it
     * @throws io.ddp4ee.DdpException if it is refused
     */
    Work prepare(String method, DdpSession session, List<Object> parameters);
}
