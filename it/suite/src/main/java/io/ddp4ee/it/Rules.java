package io.ddp4ee.it;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;

import io.ddp4ee.DdpMethod;
import io.ddp4ee.DdpSession;
import io.ddp4ee.DocumentId;
import io.ddp4ee.LiveQuery;
import io.ddp4ee.Param;
import io.ddp4ee.Publication;
import io.ddp4ee.Visibility;
import io.ddp4ee.it.model.Article;
import io.ddp4ee.it.model.Car;
import io.ddp4ee.it.model.Membership;
import io.ddp4ee.it.model.Section;

/** Who may see what of the model. */
@ApplicationScoped
public class Rules {

    @PersistenceContext
    private EntityManager em;

    @Produces
    @Visibility
    static final LiveQuery SECTIONS = LiveQuery.of(
            Section.class, "exists (select m from Membership m where m.section = this and m.member = :userId)");

    @Produces
    @Visibility(Article.class)
    static LiveQuery articles(DdpSession session) {
        return session.isUserInRole("clerk")
                ? LiveQuery.of(Article.class)
                : LiveQuery.of(Article.class, "title not like ?1", "secret%").except("version");
    }

    @Produces
    @Visibility(Car.class)
    static LiveQuery cars() {
        return LiveQuery.of(Car.class, "doors > 2");
    }

    /** Asks for the field that some may not see. */
    @Produces
    @Publication("versions")
    static final LiveQuery VERSIONS = LiveQuery.of(Article.class).fields("version", "title");

    @Produces
    @Publication("numbersOfAll")
    static final List<LiveQuery> NUMBERS = List.of(
            LiveQuery.of(Section.class).count("sections"),
            LiveQuery.of(Article.class).count("articles"));

    @Produces
    @Publication("first")
    LiveQuery first(@Param int count) {
        return LiveQuery.of(Section.class).orderBy("name").limit(count);
    }

    @DdpMethod
    @Transactional
    public void join(String member, @DocumentId(Section.class) Long id) {
        em.persist(new Membership(member, em.find(Section.class, id)));
    }

    @DdpMethod
    @Transactional
    public void leave(String member) {
        em.createQuery("select m from Membership m where m.member = :member", Membership.class)
                .setParameter("member", member)
                .getResultList()
                .forEach(em::remove);
    }

    @DdpMethod
    @Transactional
    public void retitle(Long article, String title) {
        em.find(Article.class, article).setTitle(title);
    }

    @DdpMethod
    @Transactional
    public void addCar(int id, int doors) {
        em.persist(new Car(id, "a car", doors));
    }
}
