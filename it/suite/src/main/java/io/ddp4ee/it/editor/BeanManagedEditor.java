package io.ddp4ee.it.editor;

import jakarta.annotation.Resource;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.UserTransaction;

import io.ddp4ee.it.model.Article;

/** Writes articles in transactions that it begins and ends itself, as an EJB. */
@Stateless
@TransactionManagement(TransactionManagementType.BEAN)
public class BeanManagedEditor {

    @PersistenceContext
    private EntityManager em;

    @Resource
    private UserTransaction transaction;

    public void write(Long id, String title) throws Exception {
        transaction.begin();
        em.persist(new Article(id, title));
        transaction.commit();
    }

    public void writeAndGiveUp(Long id, String title) throws Exception {
        transaction.begin();
        em.persist(new Article(id, title));
        em.flush();
        transaction.rollback();
    }
}
