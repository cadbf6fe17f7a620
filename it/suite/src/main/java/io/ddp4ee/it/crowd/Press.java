package io.ddp4ee.it.crowd;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;

import io.ddp4ee.DdpMethod;
import io.ddp4ee.LiveQuery;
import io.ddp4ee.Publication;

/** Prints what everybody reads. */
@ApplicationScoped
public class Press {

    /** The one tick that is there from the first on, and has the number of the last. */
    private static final Long LATEST = 0L;

    /** Those after one. */
    @Produces
    @Publication("ticks")
    static final LiveQuery TICKS = LiveQuery.of(Tick.class, "number > ?1");

    @Produces
    @Publication("leaflets")
    static final LiveQuery LEAFLETS = LiveQuery.of(Leaflet.class);

    @PersistenceContext
    private EntityManager em;

    @DdpMethod
    @Transactional
    public void tick(long number) {
        em.persist(new Tick(number, number));
        Tick latest = em.find(Tick.class, LATEST);
        if (latest == null) {
            em.persist(new Tick(LATEST, number));
        } else {
            latest.setNumber(number);
        }
    }

    /** All leaflets anew. */
    @DdpMethod
    @Transactional
    public void print(int leaflets, int characters, String letter) {
        for (long id = 1; id <= leaflets; id++) {
            Leaflet leaflet = em.find(Leaflet.class, id);
            if (leaflet == null) {
                leaflet = new Leaflet(id);
                em.persist(leaflet);
            }
            leaflet.setText(letter.repeat(characters));
        }
    }

    @DdpMethod
    public int increment(int value) {
        return value + 1;
    }
}
