package io.ddp4ee.it;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.inject.Inject;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.ddp4ee.it.model.Article;
import io.ddp4ee.it.model.Membership;
import io.ddp4ee.it.model.Section;
import io.ddp4ee.it.model.Tag;
import io.ddp4ee.test.ClientSubscription;
import io.ddp4ee.test.DdpClient;

import static org.assertj.core.api.Assertions.assertThat;

/** What a subscription shows is what its queries find, whatever they are made of. */
@ExtendWith(ArquillianExtension.class)
class QueriesIT {

    @Deployment
    static WebArchive war() {
        return TestApplication.war(QueriesIT.class);
    }

    @Inject
    private Jpa jpa;

    private Long section(String name, Integer budget) {
        return jpa.get(em -> {
            Section section = new Section(name);
            section.setBudget(budget == null ? null : BigDecimal.valueOf(budget));
            em.persist(section);
            em.flush();
            return section.getId();
        });
    }

    @Test
    void existsOverAnEntityWithoutCollection_follows() {
        String member = "member " + TestApplication.nextId();
        Long first = section("joined", null);
        Long second = section("not joined", null);
        try (DdpClient client = TestApplication.client()) {
            client.subscribe("sectionsOfMember", member).awaitReady();
            assertThat(client.collection("section").ids()).isEmpty();
            jpa.run(em -> em.persist(new Membership(member, em.find(Section.class, first))));
            client.awaitField("section", first, "name", "joined");
            assertThat(client.collection("section").ids()).doesNotContain(second.toString());
            jpa.run(em -> em.createQuery("delete from Membership m where m.member = :member")
                    .setParameter("member", member)
                    .executeUpdate());
            client.awaitRemoved("section", first);
            assertThat(client.received()).noneMatch(message -> message.contains("membership"));
        }
    }

    @Test
    void conditionOverToMany_follows() {
        String color = "color " + TestApplication.nextId();
        Long id = TestApplication.nextId();
        jpa.run(em -> {
            em.persist(new Tag(color));
            em.persist(new Article(id, "Tagged"));
        });
        try (DdpClient client = TestApplication.client()) {
            client.subscribe("articlesWithTag", color).awaitReady();
            jpa.run(em -> em.find(Article.class, id).getTags().add(em.find(Tag.class, color)));
            client.awaitField("article", id, "tags_ids", List.of(color));
            jpa.run(em -> em.find(Article.class, id).getTags().clear());
            client.awaitRemoved("article", id);
        }
    }

    @Test
    void window_slides() {
        jpa.run(em -> em.createQuery("update Section s set s.budget = null").executeUpdate());
        Long third = section("third", 1_000);
        Long second = section("second", 2_000);
        try (DdpClient client = TestApplication.client()) {
            client.subscribe("richest", 2).awaitReady();
            ClientSubscription beyond = client.subscribe("richest", 2, 2);
            beyond.awaitReady();
            beyond.stop();
            assertRichest(client, second, third);

            Long first = section("first", 3_000);
            client.awaitRemoved("richest", third);
            assertRichest(client, first, second);

            jpa.run(em -> em.find(Section.class, second).setBudget(BigDecimal.ONE));
            client.awaitRemoved("richest", second);
            assertRichest(client, first, third);

            jpa.run(em -> em.remove(em.find(Section.class, first)));
            client.awaitRemoved("richest", first);
            assertRichest(client, third, second);
            assertThat(client.collection("section").ids())
                    .as("the entity's own collection")
                    .isEmpty();
        }
    }

    private static void assertRichest(DdpClient client, Long... ids) {
        client.await(
                "two of the richest", () -> client.collection("richest").ids().size() == ids.length);
        assertThat(client.collection("richest").ids()).isEqualTo(Set.of(ids[0].toString(), ids[1].toString()));
    }

    @Test
    void numbers_follow_andNothingElseIsSent() {
        String name = "number " + TestApplication.nextId();
        try (DdpClient client = TestApplication.client()) {
            client.subscribe("numbers", name).awaitReady();
            assertThat(client.collection("counts").get("named")).isEqualTo(Map.of("count", 0L));
            assertThat(client.collection("counts").get("joined")).isEqualTo(Map.of("count", 0L));
            assertThat(client.collection("tallies").get("memberships")).isEqualTo(Map.of("count", 0L));
            Long first = section(name, null);
            Long second = section(name, 1);
            client.awaitField("counts", "named", "count", 2L);
            jpa.run(em -> em.find(Section.class, first).setBudget(BigDecimal.TEN));
            jpa.run(em -> em.persist(new Membership(name, em.find(Section.class, second))));
            client.awaitField("counts", "joined", "count", 1L);
            client.awaitField("tallies", "memberships", "count", 1L);
            jpa.run(em -> em.find(Section.class, first).setName("another"));
            client.awaitField("counts", "named", "count", 1L);
            assertThat(client.received().stream()
                            .filter(message -> message.contains("\"changed\"") && message.contains("\"named\"")))
                    .as("none but of another number")
                    .hasSizeLessThanOrEqualTo(3);
            assertThat(client.collection("section").ids()).isEmpty();
        }
    }

    @Test
    void chosenFields_noOthersAndNoMessagesForOthers() {
        Long id = TestApplication.nextId();
        jpa.run(em -> em.persist(new Article(id, "Before")));
        try (DdpClient client = TestApplication.client()) {
            client.subscribe("titles").awaitReady();
            assertThat(client.collection("article").get(id.toString())).containsOnlyKeys("title", "section_id");
            jpa.run(em -> em.find(Article.class, id).getKeywords().add("not published"));
            jpa.run(em -> em.find(Article.class, id).setTitle("After"));
            client.awaitField("article", id, "title", "After");
            assertThat(client.received().stream()
                            .filter(message -> message.contains("\"changed\"") && message.contains(id.toString())))
                    .hasSize(1);
        }
    }

    @Test
    void documentOfTwoSubscriptions_mergedAndUnmerged() {
        Long id = TestApplication.nextId();
        jpa.run(em -> em.persist(new Article(id, "Merged")));
        try (DdpClient client = TestApplication.client()) {
            client.subscribe("titles").awaitReady();
            ClientSubscription all = client.subscribe("all", List.of("article"));
            all.awaitReady();
            assertThat(client.collection("article").get(id.toString())).containsKeys("title", "keywords", "version");
            jpa.run(em -> em.find(Article.class, id).setTitle("Merged twice"));
            client.awaitField("article", id, "title", "Merged twice");
            all.stop();
            client.await(
                    "only the first's fields",
                    () -> !client.collection("article").get(id.toString()).containsKey("keywords"));
            assertThat(client.collection("article").get(id.toString())).containsEntry("title", "Merged twice");
            jpa.run(em -> em.find(Article.class, id).setTitle("Still live"));
            client.awaitField("article", id, "title", "Still live");
        }
    }

    @Test
    void nobodysUser_seesNothing() {
        try (DdpClient client = TestApplication.client()) {
            client.subscribe("mine").awaitReady();
            jpa.run(em -> {
                Section section = new Section("of nobody");
                em.persist(section);
                em.persist(new Membership(null, section));
            });
            client.call("addSection", "marker", null);
            assertThat(client.collection("section").ids()).isEmpty();
        }
    }
}
