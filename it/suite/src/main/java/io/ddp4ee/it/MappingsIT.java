package io.ddp4ee.it;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.inject.Inject;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.ddp4ee.it.model.Animal;
import io.ddp4ee.it.model.Article;
import io.ddp4ee.it.model.Article.Meta;
import io.ddp4ee.it.model.Article.Note;
import io.ddp4ee.it.model.Car;
import io.ddp4ee.it.model.Dog;
import io.ddp4ee.it.model.Folder;
import io.ddp4ee.it.model.Line;
import io.ddp4ee.it.model.Playlist;
import io.ddp4ee.it.model.Seat;
import io.ddp4ee.it.model.Seat.SeatId;
import io.ddp4ee.it.model.Section;
import io.ddp4ee.it.model.Song;
import io.ddp4ee.it.model.Tag;
import io.ddp4ee.it.model.Token;
import io.ddp4ee.it.model.Vehicle;
import io.ddp4ee.test.DdpClient;

import static org.assertj.core.api.Assertions.assertThat;

/** Rows of every kind of mapping become documents, and follow. */
@ExtendWith(ArquillianExtension.class)
class MappingsIT {

    @Deployment
    static WebArchive war() {
        return TestApplication.war(MappingsIT.class);
    }

    @Inject
    private Jpa jpa;

    @Test
    void uuidKey_insertUpdateDelete() {
        try (DdpClient client = TestApplication.subscribed("token")) {
            UUID id = UUID.randomUUID();
            jpa.run(em -> em.persist(new Token(id, "Ann")));
            client.awaitField("token", id, "owner", "Ann");
            jpa.run(em -> em.find(Token.class, id).setOwner("Ben"));
            client.awaitField("token", id, "owner", "Ben");
            jpa.run(em -> em.remove(em.find(Token.class, id)));
            client.awaitRemoved("token", id);
        }
    }

    @Test
    void versionedEntity_sendsItsVersion() {
        try (DdpClient client = TestApplication.subscribed("article")) {
            Long id = TestApplication.nextId();
            jpa.run(em -> em.persist(new Article(id, "First")));
            client.awaitField("article", id, "title", "First");
            Object first = client.collection("article").get(id.toString()).get("version");
            jpa.run(em -> em.find(Article.class, id).setTitle("Second"));
            client.awaitField("article", id, "title", "Second");
            assertThat(client.collection("article").get(id.toString()).get("version"))
                    .isEqualTo((Long) first + 1);
        }
    }

    @Test
    void embeddable_changesWhole() {
        try (DdpClient client = TestApplication.subscribed("article")) {
            Long id = TestApplication.nextId();
            jpa.run(em -> em.persist(new Article(id, "Embedded")));
            client.awaitField("article", id, "meta", null);
            Instant now = Instant.ofEpochMilli(1_000_000);
            jpa.run(em -> em.find(Article.class, id).setMeta(new Meta("Ann", now)));
            client.awaitField("article", id, "meta", Map.of("editor", "Ann", "editedAt", now));
        }
    }

    @Test
    void elementCollections_changeTheirOwner() {
        try (DdpClient client = TestApplication.subscribed("article")) {
            Long id = TestApplication.nextId();
            jpa.run(em -> {
                Article article = new Article(id, "Collections");
                article.getKeywords().addAll(List.of("b", "a"));
                em.persist(article);
            });
            client.awaitField("article", id, "keywords", List.of("a", "b"));
            jpa.run(em -> em.find(Article.class, id).getKeywords().remove("a"));
            client.awaitField("article", id, "keywords", List.of("b"));
            jpa.run(em -> em.find(Article.class, id).getNotes().addAll(List.of(new Note("z", 1), new Note("y", 2))));
            client.awaitField(
                    "article",
                    id,
                    "notes",
                    List.of(Map.of("text", "z", "stars", 1L), Map.of("text", "y", "stars", 2L)));
            jpa.run(em -> em.find(Article.class, id).getAttributes().put("lang", "en"));
            client.awaitField("article", id, "attributes", Map.of("lang", "en"));
        }
    }

    @Test
    void manyToMany_bothSides() {
        try (DdpClient client = TestApplication.subscribed("article", "tag")) {
            Long id = TestApplication.nextId();
            jpa.run(em -> {
                em.persist(new Tag("red"));
                em.persist(new Tag("blue"));
                em.persist(new Article(id, "Tagged"));
            });
            client.awaitField("article", id, "tags_ids", List.of());
            jpa.run(em -> em.find(Article.class, id).getTags().add(em.find(Tag.class, "red")));
            client.awaitField("article", id, "tags_ids", List.of("red"));
            jpa.run(em -> {
                // As both sides are kept: the inverse first, the owner is what counts.
                Tag blue = em.find(Tag.class, "blue");
                Article article = em.find(Article.class, id);
                blue.getArticles().add(article);
                article.getTags().add(blue);
            });
            client.awaitField("article", id, "tags_ids", List.of("blue", "red"));
            assertThat(client.collection("tag").get("red")).containsOnlyKeys("color");
        }
    }

    @Test
    void reference_isAnIdOrNull() {
        try (DdpClient client = TestApplication.subscribed("article", "section")) {
            Long id = TestApplication.nextId();
            Long section = jpa.get(em -> {
                Section politics = new Section("Politics");
                em.persist(politics);
                em.persist(new Article(id, "Referring"));
                em.flush();
                return politics.getId();
            });
            client.awaitField("article", id, "section_id", null);
            jpa.run(em -> em.find(Article.class, id).setSection(em.find(Section.class, section)));
            client.awaitField("article", id, "section_id", section.toString());
        }
    }

    @Test
    void unidirectionalToMany_inItsOrder() {
        try (DdpClient client = TestApplication.subscribed("playlist")) {
            jpa.run(em -> {
                Playlist playlist = new Playlist(1);
                for (int i = 1; i <= 3; i++) {
                    Song song = new Song(i, "Song " + i);
                    em.persist(song);
                    playlist.getSongs().add(0, song);
                }
                em.persist(playlist);
            });
            client.awaitField("playlist", 1, "songs_ids", List.of("3", "2", "1"));
            jpa.run(em -> em.find(Playlist.class, 1).getSongs().remove(1));
            client.awaitField("playlist", 1, "songs_ids", List.of("3", "1"));
        }
    }

    @Test
    void joinedInheritance_asTheQueryNamesIt() {
        try (DdpClient client = TestApplication.subscribed("vehicle", "car")) {
            jpa.run(em -> {
                em.persist(new Vehicle(1, "Cart"));
                em.persist(new Car(2, "Beetle", 2));
            });
            client.awaitField("vehicle", 1, "type", "vehicle");
            client.awaitField("vehicle", 2, "type", "car");
            client.awaitField("car", 2, "doors", 2L);
            assertThat(client.collection("vehicle").get("2")).doesNotContainKey("doors");
            jpa.run(em -> em.find(Car.class, 2).setDoors(3));
            client.awaitField("car", 2, "doors", 3L);
            jpa.run(em -> em.find(Vehicle.class, 2).setName("New Beetle"));
            client.awaitField("vehicle", 2, "name", "New Beetle");
            client.awaitField("car", 2, "name", "New Beetle");
            jpa.run(em -> em.remove(em.find(Car.class, 2)));
            client.awaitRemoved("vehicle", 2);
            client.awaitRemoved("car", 2);
        }
    }

    @Test
    void singleTable_subclassIsARowOfItsRoot() {
        try (DdpClient client = TestApplication.subscribed("animal")) {
            jpa.run(em -> {
                em.persist(new Animal(1, "Cat"));
                em.persist(new Dog(2, "Rex", "Wuff"));
            });
            client.awaitField("animal", 2, "type", "Dog");
            jpa.run(em -> em.find(Dog.class, 2).setName("Bello"));
            client.awaitField("animal", 2, "name", "Bello");
            assertThat(client.collection("animal").get("2")).doesNotContainKey("bark");
        }
    }

    @Test
    void embeddedKey_isOneId() {
        try (DdpClient client = TestApplication.subscribed("seat")) {
            SeatId id = new SeatId("A:1", 7);
            jpa.run(em -> em.persist(new Seat(id)));
            client.awaitField("seat", "A%3A1:7", "guest", null);
            assertThat(client.collection("seat").get("A%3A1:7"))
                    .containsEntry("id", Map.of("hall", "A:1", "place", 7L));
            jpa.run(em -> em.find(Seat.class, id).setGuest("Ann"));
            client.awaitField("seat", "A%3A1:7", "guest", "Ann");
            jpa.run(em -> em.remove(em.find(Seat.class, id)));
            client.awaitRemoved("seat", "A%3A1:7");
        }
    }

    @Test
    void keyOfTwoAttributes_isOneId() {
        try (DdpClient client = TestApplication.subscribed("line")) {
            Folder folder = jpa.get(em -> {
                Folder made = new Folder("Lines");
                em.persist(made);
                em.flush();
                em.persist(new Line(made, 5, "text"));
                return made;
            });
            String id = folder.getId() + ":5";
            client.awaitField("line", id, "text", "text");
            assertThat(client.collection("line").get(id))
                    .containsEntry("folder_id", folder.getId().toString())
                    .containsEntry("number", 5L);
            jpa.run(em ->
                    em.find(Line.class, new Line.LineId(folder.getId(), 5)).setText("other"));
            client.awaitField("line", id, "text", "other");
        }
    }
}
