package io.ddp4ee.it;

import java.util.List;
import java.util.UUID;

import jakarta.inject.Inject;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.ddp4ee.EntityChanges;
import io.ddp4ee.it.model.Article;
import io.ddp4ee.it.model.Car;
import io.ddp4ee.it.model.Label;
import io.ddp4ee.it.model.Section;
import io.ddp4ee.it.model.Song;
import io.ddp4ee.it.model.Tag;
import io.ddp4ee.test.DdpClient;
import io.ddp4ee.test.DdpErrorException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** The bugs of django-ddp, by the numbers of the list in which they were found; none of them is ours. */
@ExtendWith(ArquillianExtension.class)
class AncestorIT {

    @Deployment
    static WebArchive war() {
        return TestApplication.war(AncestorIT.class, HeldTransaction.class);
    }

    @Inject
    private Jpa jpa;

    @Inject
    private EntityChanges changes;

    private Long section(String name) {
        return jpa.get(em -> {
            Section section = new Section(name);
            em.persist(section);
            em.flush();
            return section.getId();
        });
    }

    /** A method that wrote what its caller sees, and then failed, left its session waiting for ever. */
    @Test
    void b1_methodThatFailsAfterItsWrites_isAnsweredAndItsSessionGoesOn() {
        Long id = section("b1");
        try (DdpClient client = TestApplication.subscribed("section")) {
            assertThatExceptionOfType(DdpErrorException.class)
                    .isThrownBy(() -> client.call("renameAndFail", id, "b1 never"))
                    .satisfies(e -> assertThat(e.error()).isEqualTo("changed-my-mind"));
            client.call("renameSection", id, "b1 renamed");
            client.awaitField("section", id, "name", "b1 renamed");
            assertThat(client.received()).noneMatch(message -> message.contains("b1 never"));
        }
    }

    /** Of what came together, the newest was handled first. */
    @Test
    void b2_changesThatComeTogether_areToldInTheirOrder() {
        Long id = section("b2 0");
        try (DdpClient client = TestApplication.subscribed("section")) {
            int before = client.received().size();
            for (int i = 1; i <= 200; i++) {
                String name = "b2 " + i;
                jpa.run(em -> em.find(Section.class, id).setName(name));
            }
            client.awaitField("section", id, "name", "b2 200");
            List<Integer> seen = client.received().stream()
                    .skip(before)
                    .map(message -> Integer.valueOf(message.replaceAll(".*b2 (\\d+).*", "$1")))
                    .toList();
            assertThat(seen).isSorted().doesNotHaveDuplicates();
            Long shortLived = jpa.get(em -> {
                Section section = new Section("b2 short life");
                em.persist(section);
                em.flush();
                section.setName("b2 a little longer");
                em.flush();
                em.remove(section);
                return section.getId();
            });
            client.call("renameSection", id, "b2 after");
            assertThat(client.collection("section").ids()).doesNotContain(shortLived.toString());
        }
    }

    /** The guard against states that are older than what the client has was one that always let through. */
    @Test
    void b4_olderTransactionCommitsAfterANewerSnapshot_nothingGoesBack() throws Exception {
        Long early = section("b4 0");
        Long late = section("b4 0");
        HeldTransaction older =
                new HeldTransaction(jpa, em -> em.find(Section.class, early).setName("b4 1"));
        jpa.run(em -> em.find(Section.class, late).setName("b4 2"));
        try (DdpClient client = TestApplication.subscribed("section")) {
            older.commit();
            client.awaitField("section", early, "name", "b4 1");
            jpa.run(em -> em.find(Section.class, early).setName("b4 3"));
            client.awaitField("section", early, "name", "b4 3");
            assertThat(client.received().stream()
                            .filter(message -> message.contains("b4 "))
                            .map(message -> message.replaceAll(".*(b4 \\d).*", "$1")))
                    .containsExactlyInAnyOrder("b4 0", "b4 2", "b4 1", "b4 3");
        }
    }

    /**
     * The writer looked for subscribers before there was one, and the subscription's first documents were read before the
     * writer had committed: the client was never told.
     */
    @Test
    void b5_subscriptionBetweenAWriteAndItsCommit_isTold() throws Exception {
        Long id = section("b5 before");
        HeldTransaction write =
                new HeldTransaction(jpa, em -> em.find(Section.class, id).setName("b5 after"));
        try (DdpClient client = TestApplication.subscribed("section")) {
            assertThat(client.collection("section").get("" + id)).containsEntry("name", "b5 before");
            write.commit();
            client.awaitField("section", id, "name", "b5 after");
        }
    }

    /** The example of its README: the books of an author, by e-mail; when that changed, nothing happened. */
    @Test
    void b6_joinedEntityChanges_membershipFollows() {
        Long section = section("b6 old");
        Long article = TestApplication.nextId();
        jpa.run(em -> {
            em.persist(new Article(article, "b6"));
            em.find(Article.class, article).setSection(em.find(Section.class, section));
        });
        try (DdpClient client = TestApplication.client()) {
            client.subscribe("articlesOfSection", "b6 new").awaitReady();
            assertThat(client.collection("article").ids()).isEmpty();
            jpa.run(em -> em.find(Section.class, section).setName("b6 new"));
            client.awaitField("section", section, "name", "b6 new");
            client.awaitField("article", article, "title", "b6");
            jpa.run(em -> em.find(Section.class, section).setName("b6 old"));
            client.awaitRemoved("article", article);
            client.awaitRemoved("section", section);
        }
    }

    /** Of two queries of one collection, only the last gave its first documents. */
    @Test
    void b7_twoQueriesOfOneCollection_areUnited() {
        Long byName = section("a b7");
        Long byBudget = section("b7");
        Long byBoth = section("a b7 both");
        Long byNeither = section("b7 neither");
        jpa.run(em -> List.of(byBudget, byBoth)
                .forEach(id -> em.find(Section.class, id).setBudget(new java.math.BigDecimal("101"))));
        try (DdpClient client = TestApplication.client()) {
            client.subscribe("twoOfOneCollection").awaitReady();
            assertThat(client.collection("section").ids())
                    .contains(byName.toString(), byBudget.toString(), byBoth.toString())
                    .doesNotContain(byNeither.toString());
            jpa.run(em -> em.find(Section.class, byBoth).setName("no longer by name"));
            client.awaitField("section", byBoth, "name", "no longer by name");
            jpa.run(em -> em.find(Section.class, byBoth).setBudget(null));
            client.awaitRemoved("section", byBoth);
        }
    }

    /** An id of a subscription had room for 17 characters. */
    @Test
    void b12_longSubscriptionIds_work() {
        try (DdpClient client = TestApplication.client()) {
            for (String id : List.of(UUID.randomUUID().toString(), "x".repeat(1_000))) {
                client.send("{\"msg\":\"sub\",\"id\":\"" + id + "\",\"name\":\"mine\"}");
                client.awaitMessage("{\"msg\":\"ready\",\"subs\":[\"" + id + "\"]}");
                client.send("{\"msg\":\"unsub\",\"id\":\"" + id + "\"}");
                client.awaitMessage("{\"msg\":\"nosub\",\"id\":\"" + id + "\"}");
            }
        }
    }

    /** Columns named like their attributes, join tables of one's own, references for keys and inheritance failed. */
    @Test
    void b13_unusualMappings_areSent() {
        Long article = TestApplication.nextId();
        Long section = section("b13");
        String word = "b13 " + article;
        int car = (int) (article % 1_000_000_000);
        try (DdpClient client = TestApplication.subscribed("label", "car")) {
            jpa.run(em -> {
                Article labelled = new Article(article, "b13");
                em.persist(labelled);
                em.persist(new Tag(word));
                Label label = new Label(labelled);
                label.setSection(em.find(Section.class, section));
                label.getWords().add(em.find(Tag.class, word));
                em.persist(label);
                em.persist(new Car(car, "b13", 4));
            });
            client.awaitField("label", article, "section_id", section.toString());
            assertThat(client.collection("label").get(article.toString()))
                    .containsEntry("article_id", article.toString())
                    .containsEntry("words_ids", List.of(word));
            client.awaitField("car", car, "doors", 4L);
            jpa.run(em -> em.find(Label.class, article).getWords().clear());
            client.awaitField("label", article, "words_ids", List.of());
        }
    }

    /** Bulk updates, bulk inserts, SQL, and children and subclasses for those who ask for parents, went unnoticed. */
    @Test
    void b15_changesThatAreNoSaves_areNoticed() {
        Long id = section("b15");
        int song = (int) (TestApplication.nextId() % 1_000_000_000);
        try (DdpClient client = TestApplication.subscribed("section", "song", "vehicle")) {
            jpa.run(em -> em.createQuery("update Section s set s.name = 'b15 bulk' where s.id = :id")
                    .setParameter("id", id)
                    .executeUpdate());
            client.awaitField("section", id, "name", "b15 bulk");
            jpa.run(em -> {
                for (int i = 0; i < 50; i++) {
                    em.persist(new Song(song + i, "b15"));
                }
            });
            client.awaitField("song", song + 49, "title", "b15");
            jpa.run(em -> {
                em.createNativeQuery("update section set name = 'b15 SQL' where id = " + id)
                        .executeUpdate();
                changes.changed(Section.class, id);
            });
            client.awaitField("section", id, "name", "b15 SQL");
            jpa.run(em -> em.persist(new Car(song, "b15 car", 2)));
            client.awaitField("vehicle", song, "name", "b15 car");
        }
    }

    /** When the connection that listened was lost, nobody listened any more, and clients were served as if nothing was. */
    @Test
    void b21_lostListeningConnection_isReplaced() {
        Long id = section("b21");
        try (DdpClient client = TestApplication.subscribed("section")) {
            List<?> terminated = jpa.get(em -> em.createNativeQuery(
                            "select pid from pg_stat_activity where query like 'listen %' and pg_terminate_backend(pid)")
                    .getResultList());
            assertThat(terminated).as("back ends that listened").isNotEmpty();
            // Past the provider, and so past what this server knows of its own writes.
            jpa.run(em -> {
                em.createNativeQuery("update section set name = 'b21 meanwhile' where id = " + id)
                        .executeUpdate();
                changes.changed(Section.class, id);
            });
            client.awaitField("section", id, "name", "b21 meanwhile");
            jpa.run(em -> em.find(Section.class, id).setName("b21 after"));
            client.awaitField("section", id, "name", "b21 after");
        }
    }

    /** The result was sent before the commit, and another when that failed. */
    @Test
    void b22_commitThatFails_isTheOnlyResult() {
        Long id = section("b22");
        try (DdpClient client = TestApplication.subscribed("section")) {
            int before = client.received().size();
            assertThatExceptionOfType(DdpErrorException.class)
                    .isThrownBy(() -> client.call("renameTooLong", id))
                    .satisfies(e -> assertThat(e.error()).isEqualTo(500L));
            client.call("renameSection", id, "b22 after");
            List<String> received =
                    client.received().subList(before, client.received().size());
            assertThat(received.stream().filter(message -> message.contains("\"result\"")))
                    .hasSize(2);
            assertThat(received.stream().filter(message -> message.contains("\"updated\"")))
                    .hasSize(2);
            assertThat(client.collection("section").get(id.toString())).containsEntry("name", "b22 after");
        }
    }
}
