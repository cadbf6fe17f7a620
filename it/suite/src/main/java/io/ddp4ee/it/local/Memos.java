package io.ddp4ee.it.local;

import java.util.function.Consumer;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceUnit;

import io.ddp4ee.DdpMethod;
import io.ddp4ee.LiveQuery;
import io.ddp4ee.Publication;

/** Writes memos in transactions of an entity manager. */
@ApplicationScoped
public class Memos {

    @Produces
    @Publication("memos")
    static final LiveQuery MEMOS = LiveQuery.of(Memo.class);

    @PersistenceUnit
    private EntityManagerFactory factory;

    @DdpMethod
    public void addMemo(Long id, String text) {
        run(em -> em.persist(new Memo(id, text)), true);
    }

    @DdpMethod
    public void changeMemo(Long id, String text) {
        run(em -> em.find(Memo.class, id).setText(text), true);
    }

    @DdpMethod
    public void changeAll(String text) {
        run(
                em -> em.createQuery("update Memo m set m.text = :text")
                        .setParameter("text", text)
                        .executeUpdate(),
                true);
    }

    @DdpMethod
    public void removeMemo(Long id) {
        run(em -> em.remove(em.find(Memo.class, id)), true);
    }

    @DdpMethod
    public void addMemoAndGiveUp(Long id, String text) {
        run(
                em -> {
                    em.persist(new Memo(id, text));
                    em.flush();
                },
                false);
    }

    private void run(Consumer<EntityManager> work, boolean commit) {
        EntityManager em = factory.createEntityManager();
        try {
            em.getTransaction().begin();
            work.accept(em);
            if (commit) {
                em.getTransaction().commit();
            }
        } finally {
            if (em.getTransaction().isActive()) {
                em.getTransaction().rollback();
            }
            em.close();
        }
    }
}
