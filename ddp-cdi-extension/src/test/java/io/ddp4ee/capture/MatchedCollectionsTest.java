package io.ddp4ee.capture;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;

import jakarta.persistence.EntityManager;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.ddp4ee.LiveQuery;
import io.ddp4ee.fixture.Board.Album;
import io.ddp4ee.fixture.Board.Card;
import io.ddp4ee.fixture.Board.Note;
import io.ddp4ee.fixture.Board.Palette;
import io.ddp4ee.fixture.Board.Part;
import io.ddp4ee.fixture.Board.Step;
import io.ddp4ee.fixture.Board.Sticker;

import static org.assertj.core.api.Assertions.assertThat;

/** Likewise of conditions that lead through collections: two may change one row's at the same time. */
class MatchedCollectionsTest {

    private static final int MOST = 4;

    /** What a transaction does, by what it locks: a path also locks what is behind it. */
    private record Act(Set<String> locks, Consumer<EntityManager> work) {

        boolean waitsFor(Set<String> locked) {
            return locks.stream().anyMatch(one -> locked.stream().anyMatch(other -> meet(one, other)));
        }

        private static boolean meet(String one, String other) {
            return (one + "/").startsWith(other + "/") || (other + "/").startsWith(one + "/");
        }
    }

    private Random random;
    private long nextPart = 100;

    /** Nothing is done to what other rows hold of cards: who that was is not known to whoever changes it. */
    private boolean isOwnedOnly;

    private static MatchedLibrary library(Provider provider, Random random) {
        return new MatchedLibrary(
                provider,
                random,
                10_000,
                Palette.class,
                Sticker.class,
                Part.class,
                Step.class,
                Card.class,
                Note.class,
                Album.class);
    }

    private long id() {
        return 1L + random.nextInt(MOST);
    }

    private int number() {
        return random.nextInt(5);
    }

    private String tag() {
        return "t" + random.nextInt(3);
    }

    private static void open(MatchedLibrary library) {
        library.commit(() -> {}, entityManager -> {
            for (long i = 1; i <= MOST; i++) {
                Palette palette = new Palette();
                palette.id = i;
                palette.name = "p" + i % 2;
                entityManager.persist(palette);
                Sticker sticker = new Sticker();
                sticker.id = i;
                sticker.name = "s" + i;
                sticker.palette = palette;
                entityManager.persist(sticker);
                entityManager.persist(card(i));
                Album album = new Album();
                album.id = i;
                album.name = "a" + i % 2;
                entityManager.persist(album);
            }
        });
    }

    private static Card card(long id) {
        Card card = new Card();
        card.id = id;
        card.title = "c" + id;
        card.points = 0;
        return card;
    }

    private static List<LiveQuery> queries(Provider provider) {
        String sticker = "exists (select s from Sticker s where s member of stickers and ";
        List<LiveQuery> queries = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            queries.add(LiveQuery.of(Card.class, "?1 member of tags", "t" + i));
        }
        queries.add(LiveQuery.of(Card.class, "?1 not member of tags and points > ?2", "t1", 1));
        queries.add(LiveQuery.of(Card.class, "tags is empty"));
        queries.add(LiveQuery.of(Card.class, "tags is not empty or points = ?1", 2));
        if (provider == Provider.HIBERNATE) {
            // EclipseLink has no queries within a query over embeddables.
            queries.add(LiveQuery.of(Card.class, "steps is empty"));
            queries.add(LiveQuery.of(Card.class, "exists (select s from this.steps s where s.points > ?1)", 2));
            queries.add(LiveQuery.of(Card.class, "not exists (select s from this.steps s where s.name = ?1)", "n1"));
            queries.add(LiveQuery.of(
                    Card.class, "exists (select s from this.steps s where s.palette.name = ?1 or s.points = 4)", "p1"));
        }
        queries.add(LiveQuery.of(Card.class, "size(stickers) > ?1", 1));
        queries.add(LiveQuery.of(Card.class, "stickers is empty"));
        queries.add(LiveQuery.of(Card.class, "?1 member of stickers", 2L));
        queries.add(LiveQuery.of(Card.class, sticker + "s.name = ?1)", "s1"));
        queries.add(LiveQuery.of(Card.class, sticker + "s.palette.name = ?1) or points = ?2", "p1", 3));
        queries.add(LiveQuery.of(Card.class, sticker + "(s.palette.name = ?1 or s.name = ?2))", "p1", "s2"));
        queries.add(LiveQuery.of(Card.class, sticker + "(s.palette.id = ?1 or s.name = ?2))", 1L, "s2"));
        queries.add(LiveQuery.of(Card.class, sticker + "s.palette is null)"));
        queries.add(LiveQuery.of(Card.class, "not " + sticker + "s.palette.id = ?1)", 2L));
        queries.add(LiveQuery.of(Card.class, "exists (select p from this.parts p where p.weight > ?1)", 2));
        queries.add(LiveQuery.of(Card.class, "size(parts) = ?1", 1));
        queries.add(LiveQuery.of(Card.class, "exists (select n from this.notes n where n.stars > ?1)", 2));
        queries.add(LiveQuery.of(Card.class, "notes is empty"));
        queries.add(LiveQuery.of(Card.class, "size(notes) > ?1 or points = ?2", 1, 4));
        queries.add(LiveQuery.of(Card.class, "not exists (select a from this.albums a where a.name = ?1)", "a1"));
        queries.add(LiveQuery.of(Card.class, "?1 member of albums", 1L));
        queries.add(LiveQuery.of(Card.class, "points > ?1", 2));
        queries.add(LiveQuery.of(Card.class).fields("title", "points"));
        return queries;
    }

    private Act act() {
        long card = id();
        long sticker = id();
        long palette = id();
        int number = number();
        String tag = tag();
        String row = "c" + card;
        return switch (random.nextInt(isOwnedOnly ? 12 : 16)) {
            case 0 ->
                act(row, entityManager -> {
                    Card found = entityManager.find(Card.class, card);
                    if (found == null) {
                        entityManager.persist(card(card));
                    } else {
                        remove(found, entityManager);
                    }
                });
            case 1 -> of(card, row + "/row", found -> found.points = number);
            case 2, 3 ->
                of(card, row + "/tags/" + tag, found -> {
                    if (!found.tags.remove(tag)) {
                        found.tags.add(tag);
                    }
                });
            case 4 ->
                act(row + "/steps", entityManager -> {
                    Card found = entityManager.find(Card.class, card);
                    if (found == null) {
                        return;
                    }
                    if (!found.steps.isEmpty() && number < 2) {
                        found.steps.remove(0);
                    } else {
                        found.steps.add(step(number, entityManager.getReference(Palette.class, palette)));
                    }
                });
            case 5, 6 ->
                new Act(Set.of(row + "/stickers/s" + sticker, "s" + sticker + "/" + row), entityManager -> {
                    Card found = entityManager.find(Card.class, card);
                    Sticker one = entityManager.find(Sticker.class, sticker);
                    if (found != null && !found.stickers.remove(one)) {
                        found.stickers.add(one);
                    }
                });
            case 7 ->
                act(
                        "s" + sticker + "/row",
                        entityManager -> entityManager.find(Sticker.class, sticker).name = "s" + number);
            case 8 ->
                new Act(
                        Set.of("s" + sticker + "/row", "p" + palette + "/s" + sticker),
                        entityManager -> entityManager.find(Sticker.class, sticker).palette =
                                number < 2 ? null : entityManager.getReference(Palette.class, palette));
            case 9 ->
                act(
                        "p" + palette + "/row",
                        entityManager -> entityManager.find(Palette.class, palette).name = "p" + number % 2);
            case 10, 11 ->
                act(row + "/parts", entityManager -> {
                    Card found = entityManager.find(Card.class, card);
                    if (found != null) {
                        changeParts(found, number, entityManager);
                    }
                });
            case 12, 13 -> new Act(locks("notes/n" + sticker), changeNote(card, sticker, number));
            case 14 ->
                new Act(Set.of(row + "/albums/a" + sticker, "a" + sticker + "/" + row), entityManager -> {
                    Card found = entityManager.find(Card.class, card);
                    Album album = entityManager.find(Album.class, sticker);
                    if (found != null && !album.cards.remove(found)) {
                        album.cards.add(found);
                    }
                });
            default ->
                act(
                        "a" + sticker + "/row",
                        entityManager -> entityManager.find(Album.class, sticker).name = "a" + number % 2);
        };
    }

    private static Set<String> locks(String part) {
        Set<String> locks = new HashSet<>();
        for (long id = 1; id <= MOST; id++) {
            locks.add("c" + id + "/" + part);
        }
        return locks;
    }

    private static Consumer<EntityManager> changeNote(long card, long id, int number) {
        return entityManager -> {
            Note note = entityManager.find(Note.class, id);
            Card found = entityManager.find(Card.class, card);
            if (note == null) {
                note = new Note();
                note.id = id;
                note.stars = number;
                note.card = found;
                entityManager.persist(note);
            } else if (number == 0) {
                entityManager.remove(note);
            } else if (number < 3) {
                note.stars = number;
            } else {
                note.card = found;
            }
        };
    }

    private static void remove(Card card, EntityManager entityManager) {
        entityManager
                .createQuery("select n from Note n where n.card.id = ?1", Note.class)
                .setParameter(1, card.id)
                .getResultList()
                .forEach(entityManager::remove);
        entityManager
                .createQuery("select a from Album a join a.cards c where c.id = ?1", Album.class)
                .setParameter(1, card.id)
                .getResultList()
                .forEach(album -> album.cards.remove(card));
        entityManager.remove(card);
    }

    private void changeParts(Card card, int number, EntityManager entityManager) {
        if (card.parts.size() > 1) {
            Part part = card.parts.iterator().next();
            card.parts.remove(part);
            entityManager.remove(part);
        } else if (card.parts.size() == 1 && number < 3) {
            card.parts.iterator().next().weight = number;
        } else {
            Part part = new Part();
            part.id = nextPart++;
            part.weight = number;
            entityManager.persist(part);
            card.parts.add(part);
        }
    }

    private static Step step(int number, Palette palette) {
        Step step = new Step();
        step.name = "n" + number % 2;
        step.points = number;
        step.palette = number < 2 ? null : palette;
        return step;
    }

    private static Act act(String lock, Consumer<EntityManager> work) {
        return new Act(Set.of(lock), work);
    }

    private static Act of(long card, String lock, Consumer<Card> work) {
        return act(lock, entityManager -> {
            Card found = entityManager.find(Card.class, card);
            if (found != null) {
                work.accept(found);
            }
        });
    }

    /** @param locked by those in whose midst it happens */
    private void write(MatchedLibrary library, Set<String> locked) {
        Act act = act();
        if (act.waitsFor(locked)) {
            return;
        }
        Set<String> all = new HashSet<>(locked);
        all.addAll(act.locks());
        library.commit(
                () -> {
                    while (all.size() < 5 && random.nextInt(3) > 0) {
                        write(library, all);
                        library.step();
                    }
                },
                act.work());
    }

    @ParameterizedTest
    @EnumSource(Provider.class)
    void anyInterleaving_isWhatTheDatabaseHas(Provider provider) throws Exception {
        int rounds = Integer.getInteger("ddp.matched.rounds", 60);
        long seed = Long.getLong("ddp.matched.seed", 1);
        random = new Random(seed);
        try (MatchedLibrary library = library(provider, random)) {
            open(library);
            List<LiveQuery> queries = queries(provider);
            for (int round = 0; round < rounds; round++) {
                if (!queries.isEmpty() && round % 2 == 0) {
                    library.subscribe(queries.remove(0));
                }
                for (int i = random.nextInt(6); i >= 0; i--) {
                    write(library, Set.of());
                    library.step();
                }
                library.check(seed, round);
            }
        }
    }

    /** Providers may join what elements refer to, so that without it they are no elements. */
    @ParameterizedTest
    @EnumSource(Provider.class)
    void elementWithoutReference_isJudgedAsItIsRead(Provider provider) throws Exception {
        random = new Random(2);
        try (MatchedLibrary library = library(provider, random)) {
            open(library);
            for (String part : List.of(
                    "s.palette.name = 'p1' or s.name = 's2'",
                    "s.palette.name is null",
                    "s.palette is null",
                    "s.palette.id is null or s.name = 's7'",
                    "s.palette.id = 1 or s.name = 's2'",
                    "coalesce(s.palette.name, s.name) = 's2'")) {
                library.subscribe(LiveQuery.of(
                        Card.class, "exists (select s from Sticker s where s member of stickers and (" + part + "))"));
            }
            library.check();
            for (Long palette : new Long[] {null, 1L, null}) {
                library.commit(() -> {}, entityManager -> {
                    Sticker sticker = entityManager.find(Sticker.class, 2L);
                    sticker.palette = palette == null ? null : entityManager.getReference(Palette.class, palette);
                    entityManager.find(Card.class, 1L).stickers.add(sticker);
                });
                library.check();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Provider.class)
    void quietWriter_makesNobodyRead(Provider provider) throws Exception {
        random = new Random(2);
        try (MatchedLibrary library = library(provider, random)) {
            open(library);
            queries(provider).forEach(library::subscribe);
            library.check();
            isOwnedOnly = true;
            int reads = library.reads();
            for (int i = 0; i < 100; i++) {
                library.commit(() -> {}, act().work());
                library.settle();
            }
            library.check();
            assertThat(library.reads()).isEqualTo(reads);
        }
    }
}
