package io.ddp4ee.it;

import java.math.BigDecimal;
import java.util.List;

import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.criteria.CriteriaUpdate;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.ddp4ee.EntityChanges;
import io.ddp4ee.it.model.Article;
import io.ddp4ee.it.model.Folder;
import io.ddp4ee.it.model.Page;
import io.ddp4ee.it.model.Section;
import io.ddp4ee.it.model.Song;
import io.ddp4ee.test.DdpClient;

import static org.assertj.core.api.Assertions.assertThat;

/** Each kind of change that JPA can make arrives at a subscribed client, as the database has it. */
@ExtendWith(ArquillianExtension.class)
class CaptureIT {

    @Deployment
    static WebArchive war() {
        return TestApplication.war(CaptureIT.class);
    }

    @Inject
    private Jpa jpa;

    @Inject
    private EntityChanges changes;

    @Test
    void severalFlushes_oneChange() {
        try (DdpClient client = TestApplication.subscribed("article")) {
            Long id = TestApplication.nextId();
            int before = client.received().size();
            jpa.run(em -> {
                Article article = new Article(id, "1");
                em.persist(article);
                em.flush();
                article.setTitle("2");
                em.flush();
                article.setTitle("3");
            });
            client.awaitField("article", id, "title", "3");
            assertThat(client.received().subList(before, client.received().size()))
                    .hasSize(1);
        }
    }

    @Test
    void insertedAndRemoved_nothing() {
        try (DdpClient client = TestApplication.subscribed("article")) {
            Long id = TestApplication.nextId();
            jpa.run(em -> {
                Article article = new Article(id, "Short life");
                em.persist(article);
                em.flush();
                em.remove(article);
            });
            Long next = TestApplication.nextId();
            jpa.run(em -> em.persist(new Article(next, "Next")));
            client.awaitField("article", next, "title", "Next");
            assertThat(client.received()).noneMatch(message -> message.contains(Long.toString(id)));
        }
    }

    @Test
    void cascadeAndOrphans_eachRow() {
        try (DdpClient client = TestApplication.subscribed("folder", "page")) {
            Folder folder = jpa.get(em -> {
                Folder made = new Folder("Folder");
                made.getPages().add(new Page(made, 1));
                made.getPages().add(new Page(made, 2));
                em.persist(made);
                return made;
            });
            String id = folder.getId().toString();
            client.await("two pages", () -> pagesOf(client, id) == 2);
            jpa.run(em -> em.find(Folder.class, folder.getId()).getPages().remove(0));
            client.await("one page", () -> pagesOf(client, id) == 1);
            jpa.run(em -> em.remove(em.find(Folder.class, folder.getId())));
            client.await(
                    "no page",
                    () -> pagesOf(client, id) == 0
                            && client.collection("folder").get(id) == null);
        }
    }

    private static long pagesOf(DdpClient client, String folder) {
        return client.collection("page").all().stream()
                .filter(page -> folder.equals(page.get("folder_id")))
                .count();
    }

    @Test
    void triggerAndNumeric_asTheDatabaseLeavesThem() {
        try (DdpClient client = TestApplication.subscribed("section")) {
            jpa.run(em -> {
                sql(
                        em,
                        "create or replace function slug() returns trigger language plpgsql as $$ begin"
                                + " new.slug = lower(new.name); return new; end $$");
                sql(
                        em,
                        "create or replace trigger slug before insert or update on section for each row"
                                + " execute function slug()");
            });
            Long id = jpa.get(em -> {
                Section section = new Section("ECONOMY");
                section.setBudget(new BigDecimal("12.345"));
                em.persist(section);
                em.flush();
                return section.getId();
            });
            client.awaitField("section", id, "slug", "economy");
            assertThat(client.collection("section").get(id.toString())).containsEntry("budget", 12.35);
            jpa.run(em -> sql(em, "drop trigger slug on section"));
        }
    }

    private static void sql(EntityManager em, String statement) {
        em.createNativeQuery(statement).executeUpdate();
    }

    @Test
    void staleDetachedCopy_doesNotBringOldFieldsBack() {
        try (DdpClient client = TestApplication.subscribed("section")) {
            Section detached = jpa.get(em -> {
                Section section = new Section("Stale");
                section.setBudget(BigDecimal.ONE);
                em.persist(section);
                em.flush();
                em.detach(section);
                return section;
            });
            client.awaitField("section", detached.getId(), "name", "Stale");
            jpa.run(em -> em.find(Section.class, detached.getId()).setBudget(BigDecimal.TEN));
            client.awaitField("section", detached.getId(), "budget", 10L);
            detached.setName("Merged");
            jpa.run(em -> em.merge(detached));
            client.awaitField("section", detached.getId(), "name", "Merged");
            Number inDatabase = (Number) jpa.get(em -> em.createNativeQuery("select budget from section where id = ?1")
                    .setParameter(1, detached.getId())
                    .getSingleResult());
            assertThat(((Number) client.collection("section")
                                    .get(detached.getId().toString())
                                    .get("budget"))
                            .doubleValue())
                    .isEqualTo(inDatabase.doubleValue());
        }
    }

    @Test
    void bulkStatements_jpqlAndCriteria() {
        try (DdpClient client = TestApplication.subscribed("section")) {
            Long id = jpa.get(em -> {
                Section section = new Section("Bulk");
                em.persist(section);
                em.flush();
                return section.getId();
            });
            client.awaitField("section", id, "name", "Bulk");
            jpa.run(em -> em.createQuery("update Section s set s.name = 'Bulk 2' where s.id = :id")
                    .setParameter("id", id)
                    .executeUpdate());
            client.awaitField("section", id, "name", "Bulk 2");
            jpa.run(em -> {
                CriteriaUpdate<Section> update = em.getCriteriaBuilder().createCriteriaUpdate(Section.class);
                var root = update.from(Section.class);
                update.set(root.<String>get("name"), "Bulk 3")
                        .where(em.getCriteriaBuilder().equal(root.get("id"), id));
                em.createQuery(update).executeUpdate();
            });
            client.awaitField("section", id, "name", "Bulk 3");
            jpa.run(em -> em.createQuery("delete from Section s where s.id = :id")
                    .setParameter("id", id)
                    .executeUpdate());
            client.awaitRemoved("section", id);
        }
    }

    @Test
    void nativeSql_toldByHand() {
        try (DdpClient client = TestApplication.subscribed("section")) {
            Long id = jpa.get(em -> {
                Section section = new Section("Native");
                em.persist(section);
                em.flush();
                return section.getId();
            });
            client.awaitField("section", id, "name", "Native");
            jpa.run(em -> {
                // Before any entity manager is used in the transaction.
                changes.changed(Section.class);
                em.createNativeQuery("update section set name = 'Native 2' where id = ?1")
                        .setParameter(1, id)
                        .executeUpdate();
            });
            client.awaitField("section", id, "name", "Native 2");
            jpa.run(em -> {
                em.createNativeQuery("update section set name = 'Native 3' where id = ?1")
                        .setParameter(1, id)
                        .executeUpdate();
                changes.changed(Section.class, id);
            });
            client.awaitField("section", id, "name", "Native 3");
        }
    }

    @Test
    void largeDocument_inAnyScript() {
        try (DdpClient client = TestApplication.subscribed("article")) {
            Long id = TestApplication.nextId();
            String title = "Größe 大きい \uD834\uDD1E ";
            jpa.run(em -> {
                Article article = new Article(id, title);
                for (int i = 0; i < 500; i++) {
                    article.getKeywords().add(title + i);
                }
                em.persist(article);
            });
            client.await(
                    "500 keywords",
                    () -> client.collection("article").get(id.toString()) != null
                            && ((List<?>) client.collection("article")
                                                    .get(id.toString())
                                                    .get("keywords"))
                                            .size()
                                    == 500);
            assertThat(client.collection("article").get(id.toString())).containsEntry("title", title);
        }
    }

    @Test
    void manyRows_inOneTransaction() {
        try (DdpClient client = TestApplication.subscribed("song")) {
            jpa.run(em -> {
                for (int i = 0; i < 3000; i++) {
                    em.persist(new Song(10_000 + i, "Song " + i));
                }
            });
            client.await("3000 songs", () -> client.collection("song").size() >= 3000);
            jpa.run(em ->
                    em.createQuery("delete from Song s where s.id >= 10000").executeUpdate());
            client.await("none of them", () -> client.collection("song").get("10000") == null);
        }
    }
}
