package io.ddp4ee.it.editor;

import jakarta.annotation.Resource;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

import io.ddp4ee.it.model.Article;

/** Writes articles in transactions of the container, as an EJB. */
@Stateless
public class ContainerManagedEditor {

    @PersistenceContext
    private EntityManager em;

    @Resource
    private SessionContext context;

    public void write(Long id, String title) {
        em.persist(new Article(id, title));
    }

    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void writeApart(Long id, String title) {
        em.persist(new Article(id, title));
    }

    public void writeAndGiveUp(Long id, String title) {
        em.persist(new Article(id, title));
        em.flush();
        context.setRollbackOnly();
    }
}
