package io.ddp4ee.it;

import java.math.BigDecimal;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;

import io.ddp4ee.DdpException;
import io.ddp4ee.DdpMethod;
import io.ddp4ee.DocumentId;
import io.ddp4ee.DocumentIds;
import io.ddp4ee.it.model.Article;
import io.ddp4ee.it.model.Membership;
import io.ddp4ee.it.model.Section;

/** Methods over the model. */
@ApplicationScoped
public class ModelMethods {

    @PersistenceContext
    private EntityManager em;

    @Inject
    private DocumentIds documentIds;

    @Inject
    private Jpa jpa;

    @DdpMethod
    @Transactional
    public String addSection(String name, BigDecimal budget) {
        Section section = new Section(name);
        section.setBudget(budget);
        em.persist(section);
        em.flush();
        return documentIds.of(section);
    }

    @DdpMethod
    @Transactional
    public String addSectionOf(String member) {
        Section section = new Section("of " + member);
        em.persist(section);
        em.persist(new Membership(member, section));
        em.flush();
        return documentIds.of(section);
    }

    @DdpMethod
    @Transactional
    public void renameSection(@DocumentId(Section.class) Long id, String name) {
        em.find(Section.class, id).setName(name);
    }

    /** In a transaction of another thread. */
    @DdpMethod
    public CompletionStage<Void> renameSectionElsewhere(@DocumentId(Section.class) Long id, String name) {
        return CompletableFuture.runAsync(
                () -> jpa.run(em -> em.find(Section.class, id).setName(name)), jpa.threads());
    }

    /** As the shared cache has it, if it has it. */
    @DdpMethod
    public String nameOfSection(@DocumentId(Section.class) Long id) {
        return em.find(Section.class, id).getName();
    }

    @DdpMethod
    @Transactional
    public void addArticle(Long id, String title) {
        em.persist(new Article(id, title));
    }

    @DdpMethod
    @Transactional
    public void fileArticle(Long id, @DocumentId(Section.class) Long section) {
        em.find(Article.class, id).setSection(em.find(Section.class, section));
    }

    /** Fails when everything has been written, and before it is committed. */
    @DdpMethod
    @Transactional
    public void renameAndFail(@DocumentId(Section.class) Long id, String name) {
        em.find(Section.class, id).setName(name);
        em.flush();
        throw new DdpException("changed-my-mind", "It is not to be");
    }

    /** Fails in the commit: the name is too long for its column. */
    @DdpMethod
    @Transactional
    public void renameTooLong(@DocumentId(Section.class) Long id) {
        em.find(Section.class, id).setName("x".repeat(300));
    }
}
