package io.ddp4ee.it.library;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;

import io.ddp4ee.DdpException;
import io.ddp4ee.DdpMethod;

/** Writes in every way. Of what it wrote it gives the revision, which is what its caller must see at least; 0 for nothing. */
@ApplicationScoped
@Transactional
public class Librarian {

    @PersistenceContext
    private EntityManager em;

    @DdpMethod
    public long addShelf(Long id, String name) {
        Shelf shelf = new Shelf(id, name);
        em.persist(shelf);
        em.flush();
        return shelf.getRevision();
    }

    @DdpMethod
    public long addVolume(Long id, Long shelf) {
        Volume volume = new Volume(id, "volume " + id, shelf(shelf));
        em.persist(volume);
        em.flush();
        return volume.getRevision();
    }

    /** Many of consecutive ids, in one transaction. */
    @DdpMethod
    public void addVolumes(Long first, int count, Long shelf) {
        for (int i = 0; i < count; i++) {
            em.persist(new Volume(first + i, "volume " + i, shelf(shelf)));
            if (i % 500 == 499) {
                em.flush();
                em.clear();
            }
        }
    }

    @DdpMethod
    public long removeVolume(Long id) {
        Volume volume = volume(id);
        em.remove(volume);
        return volume.getRevision();
    }

    @DdpMethod
    public long rateVolume(Long id, int stars) {
        Volume volume = volume(id);
        long before = volume.getRevision();
        volume.setStars(stars);
        em.flush();
        return volume.getRevision() == before ? 0 : volume.getRevision();
    }

    @DdpMethod
    public long moveVolume(Long id, Long shelf) {
        Volume volume = volume(id);
        long before = volume.getRevision();
        volume.setShelf(shelf(shelf));
        em.flush();
        return volume.getRevision() == before ? 0 : volume.getRevision();
    }

    @DdpMethod
    public long renameShelf(Long id, String name) {
        Shelf shelf = shelf(id);
        long before = shelf.getRevision();
        shelf.setName(name);
        em.flush();
        return shelf.getRevision() == before ? 0 : shelf.getRevision();
    }

    /** In one statement, which no entity takes part in. */
    @DdpMethod
    public int rateAll(Long shelf, int stars) {
        return em.createQuery("update Volume v set v.stars = ?1, v.revision = v.revision + 1 where v.shelf.id = ?2")
                .setParameter(1, stars)
                .setParameter(2, shelf)
                .executeUpdate();
    }

    @DdpMethod
    public void rateThenFail(Long id, int stars) {
        volume(id).setStars(stars);
        em.flush();
        throw new DdpException("thought-better-of-it", "It is not to be");
    }

    /** Fails in the commit, where it is flushed. */
    @DdpMethod
    public void retitleTooLong(Long id) {
        volume(id).setTitle("x".repeat(300));
    }

    private Shelf shelf(Long id) {
        return found(Shelf.class, id);
    }

    private Volume volume(Long id) {
        return found(Volume.class, id);
    }

    private <T> T found(Class<T> type, Long id) {
        T found = em.find(type, id);
        if (found == null) {
            throw new DdpException("not-found", type.getSimpleName() + " " + id);
        }
        return found;
    }
}
