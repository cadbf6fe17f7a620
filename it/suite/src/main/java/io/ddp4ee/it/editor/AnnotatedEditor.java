package io.ddp4ee.it.editor;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;

import io.ddp4ee.it.model.Article;

/** Writes articles in transactions that its interceptor begins and ends. */
@ApplicationScoped
public class AnnotatedEditor {

    @PersistenceContext
    private EntityManager em;

    @Inject
    private ContainerManagedEditor other;

    @Transactional
    public void write(Long id, String title) {
        em.persist(new Article(id, title));
    }

    /** Writes one article in this transaction and another in one of its own, then fails. */
    @Transactional
    public void writeBothAndFail(Long id, Long apart) {
        em.persist(new Article(id, "outer"));
        em.flush();
        other.writeApart(apart, "inner");
        throw new IllegalStateException("The outer transaction fails");
    }
}
