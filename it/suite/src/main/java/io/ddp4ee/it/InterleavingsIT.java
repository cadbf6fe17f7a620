package io.ddp4ee.it;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;

import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.ddp4ee.it.library.Reader;
import io.ddp4ee.it.library.Shelf;
import io.ddp4ee.it.library.Volume;
import io.ddp4ee.it.model.Section;
import io.ddp4ee.test.DdpClient;

import static org.assertj.core.api.Assertions.assertThat;

/** Transactions that run at the same time, in the order in which each of them would mislead a server that trusts it alone. */
@ExtendWith(ArquillianExtension.class)
class InterleavingsIT {

    @Deployment
    static WebArchive war() {
        return TestApplication.war(InterleavingsIT.class, HeldTransaction.class);
    }

    @Inject
    private Jpa jpa;

    private Long shelf;
    private Long other;

    @BeforeEach
    void addShelves() {
        shelf = TestApplication.nextId();
        other = TestApplication.nextId();
        jpa.run(em -> {
            em.persist(new Shelf(shelf, "shelf " + shelf));
            em.persist(new Shelf(other, "shelf " + other));
        });
    }

    private HeldTransaction held(Jpa.Action action) throws Exception {
        return new HeldTransaction(jpa, action);
    }

    private static void sql(EntityManager em, String statement) {
        em.createNativeQuery(statement).executeUpdate();
    }

    private DdpClient subscribed(String publication, Object... parameters) {
        DdpClient client = TestApplication.client();
        client.subscribe(publication, parameters).awaitReady();
        return client;
    }

    private Long section(String name) {
        return jpa.get(em -> {
            Section section = new Section(name);
            section.setBudget(BigDecimal.ONE);
            em.persist(section);
            em.flush();
            return section.getId();
        });
    }

    /**
     * Its entity was read before another transaction changed a field of the row. EclipseLink writes only what it changes,
     * Hibernate the whole row: what the client is to see is what the row is.
     */
    @Test
    void staleCopyIsWritten_clientHasTheRow() throws Exception {
        Long id = section("stale");
        try (DdpClient client = TestApplication.subscribed("section")) {
            jpa.run(em -> {
                Section copy = em.find(Section.class, id);
                assertThat(copy.getBudget()).isEqualByComparingTo("1");
                held(other -> other.find(Section.class, id).setBudget(BigDecimal.TEN))
                        .commit();
                copy.setName("written");
            });
            client.awaitField("section", id, "name", "written");
            assertIsRow(client, id);
        }
    }

    private void assertIsRow(DdpClient client, Long id) {
        Number budget = jpa.get(em -> (Number) em.createNativeQuery("select budget from section where id = " + id)
                .getSingleResult());
        assertThat(((Number) client.collection("section").get(id.toString()).get("budget")).doubleValue())
                .isEqualTo(budget.doubleValue());
    }

    /** The shared cache has the entity, the database another row; nothing is to be asked of the cache. */
    @Test
    void sharedCacheIsWarmAndWrong_snapshotAndChangeHaveTheRow() {
        String name = "warm " + TestApplication.nextId();
        Long id = section(name);
        Long parent = section("parent");
        jpa.run(em -> sql(em, "update section set budget = 7 where id = " + id));
        jpa.run(em -> em.find(Section.class, id).getName());
        // A query that nobody has asked for yet: what is live already is told of changes only.
        try (DdpClient client = subscribed("articlesOfSection", name)) {
            client.awaitField("section", id, "budget", 7L);
            jpa.run(em -> em.find(Section.class, id).setParent(em.find(Section.class, parent)));
            client.awaitField("section", id, "parent_id", "" + parent);
            assertIsRow(client, id);
        }
    }

    /** The ancestor's two halves: neither transaction sees what the other adds. */
    @Test
    void twoAddToOneCollectionAtOnce_bothArrive() throws Exception {
        Long reader = TestApplication.nextId();
        jpa.run(em -> em.persist(new Reader(reader)));
        try (DdpClient client = subscribed("readers", reader);
                DdpClient byShelf = subscribed("readersOfShelf", "shelf " + other)) {
            HeldTransaction first =
                    held(em -> em.find(Reader.class, reader).getShelves().add(em.find(Shelf.class, shelf)));
            HeldTransaction second =
                    held(em -> em.find(Reader.class, reader).getShelves().add(em.find(Shelf.class, other)));
            first.commit();
            second.commit();
            client.await(
                    "both shelves",
                    () -> client.collection("reader").get("" + reader) != null
                            && client.collection("reader").get("" + reader).get("shelves_ids") instanceof List<?> ids
                            && Set.copyOf(ids).equals(Set.of("" + shelf, "" + other)));
            byShelf.awaitField(
                    "reader",
                    reader,
                    "shelves_ids",
                    client.collection("reader").get("" + reader).get("shelves_ids"));
        }
    }

    /** Neither transaction sees that the volume comes to belong to the name. */
    @Test
    void nameChangesWhileAVolumeMovesToIt_bothOrders() throws Exception {
        for (boolean renamedFirst : new boolean[] {true, false}) {
            String name = "new name " + TestApplication.nextId();
            Long volume = TestApplication.nextId();
            jpa.run(em -> em.persist(new Volume(volume, "moves", em.find(Shelf.class, other))));
            try (DdpClient client = subscribed("shelf", name)) {
                HeldTransaction rename = held(em -> em.find(Shelf.class, shelf).setName(name));
                HeldTransaction move =
                        held(em -> em.find(Volume.class, volume).setShelf(em.getReference(Shelf.class, shelf)));
                (renamedFirst ? rename : move).commit();
                (renamedFirst ? move : rename).commit();
                client.awaitField("volume", volume, "shelf_id", "" + shelf);
                client.awaitField("shelf", shelf, "name", name);
            }
        }
    }
}
