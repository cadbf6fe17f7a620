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
import io.ddp4ee.fixture.Library.Country;
import io.ddp4ee.fixture.Library.Volume;
import io.ddp4ee.fixture.Library.Writer;

import static org.assertj.core.api.Assertions.assertThat;

/** What is judged in memory is what the database has, whoever writes what while another one commits. */
class MatchedQueriesTest {

    private static final int MOST = 6;

    /** What a transaction does, by the rows that it locks, so that none waits for another. */
    private record Act(Set<String> locks, Consumer<EntityManager> work) {}

    private static final int MOST_VOLUMES = 40;
    private static final int MOST_DOCUMENTS = 10_000;

    private Random random;
    private boolean isShrinking;

    private Long id() {
        return 1L + random.nextInt(MOST);
    }

    /** Some are written often. */
    private Long volumeId() {
        return random.nextBoolean() ? id() : (Long) (1L + random.nextInt(MOST_VOLUMES));
    }

    private String email() {
        return "e" + random.nextInt(4);
    }

    private String code() {
        return "c" + random.nextInt(3);
    }

    private void open(MatchedLibrary library) {
        library.commit(() -> {}, entityManager -> {
            for (int i = 0; i < 3; i++) {
                Country country = new Country();
                country.code = "c" + i;
                country.name = "n" + i;
                entityManager.persist(country);
            }
            for (long i = 1; i <= MOST; i++) {
                Writer writer = new Writer();
                writer.id = i;
                writer.email = email();
                entityManager.persist(writer);
            }
        });
    }

    private List<LiveQuery> queries() {
        List<LiveQuery> queries = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            queries.add(LiveQuery.of(Volume.class, "writer.email = ?1", "e" + i));
        }
        queries.add(LiveQuery.of(Volume.class, "writer.country.name = ?1", "n1"));
        queries.add(LiveQuery.of(Volume.class, "writer.country.name <> ?1 or price > ?2", "n1", 3));
        queries.add(LiveQuery.of(Volume.class, "writer is null"));
        queries.add(LiveQuery.of(Volume.class, "not (writer.email = ?1)", "e2"));
        queries.add(LiveQuery.of(Volume.class, "price between ?1 and ?2", 1, 4));
        queries.add(LiveQuery.of(Volume.class, "writer.id = ?1", 2L));
        queries.add(LiveQuery.of(Volume.class, "writer.email = ?1 and title like 't1%'", "e1"));
        queries.add(LiveQuery.of(Volume.class));
        queries.addAll(windows());
        queries.addAll(counts());
        return queries;
    }

    private static List<LiveQuery> windows() {
        LiveQuery all = LiveQuery.of(Volume.class);
        return List.of(
                all.orderBy("price desc").limit(2),
                all.orderBy("price", "title desc nulls last").limit(2).offset(1),
                all.and("price > ?1", 1).orderBy("price desc nulls last").limit(1),
                all.orderBy("writer.country.name nulls first", "price").limit(3),
                all.orderBy("writer.country.name desc", "price").limit(2),
                all.orderBy("writer.country.name").limit(2),
                all.and("writer.email = ?1", "e1")
                        .orderBy("writer.email desc", "writer.id desc")
                        .limit(1)
                        .offset(1),
                all.offset(2));
    }

    private static List<LiveQuery> counts() {
        return List.of(
                LiveQuery.of(Volume.class).count("all"),
                LiveQuery.of(Volume.class, "writer.country.name = ?1", "n1").count("of a country"),
                LiveQuery.of(Volume.class, "price > ?1", 2).count("dear"),
                LiveQuery.of(Writer.class, "email = ?1", "e1").into("tallies").count("writers"));
    }

    private Act act() {
        Long volume = volumeId();
        Long writer = id();
        String email = email();
        String code = code();
        int price = random.nextInt(6);
        int kind = random.nextInt(4) > 0 ? random.nextInt(8) : isShrinking ? 2 : 0;
        return switch (kind) {
            case 0, 1 ->
                new Act(Set.of("v" + volume), entityManager -> {
                    Volume found = entityManager.find(Volume.class, volume);
                    if (found == null) {
                        found = new Volume();
                        found.id = volume;
                        found.title = "t" + price;
                        found.price = price;
                        entityManager.persist(found);
                    }
                    found.writer = entityManager.getReference(Writer.class, writer);
                });
            case 2 ->
                new Act(Set.of("v" + volume), entityManager -> {
                    Volume found = entityManager.find(Volume.class, volume);
                    if (found != null) {
                        entityManager.remove(found);
                    }
                });
            case 3 ->
                new Act(Set.of("v" + volume), entityManager -> {
                    Volume found = entityManager.find(Volume.class, volume);
                    if (found != null) {
                        found.price = price;
                        found.writer = random.nextInt(4) == 0 ? null : found.writer;
                    }
                });
            case 4, 5 ->
                new Act(Set.of("w" + writer), entityManager -> entityManager.find(Writer.class, writer).email = email);
            case 6 ->
                new Act(
                        Set.of("w" + writer),
                        entityManager -> entityManager.find(Writer.class, writer).country =
                                entityManager.getReference(Country.class, code));
            default ->
                new Act(Set.of(code), entityManager -> entityManager.find(Country.class, code).name = "n" + price);
        };
    }

    /** @param locked by those in whose midst it happens */
    private void write(MatchedLibrary library, Set<String> locked) {
        Act act = act();
        if (act.locks().stream().anyMatch(locked::contains)) {
            return;
        }
        Set<String> all = new HashSet<>(locked);
        all.addAll(act.locks());
        library.commit(
                () -> {
                    while (all.size() < 4 && random.nextBoolean()) {
                        write(library, all);
                        library.step();
                    }
                },
                act.work());
    }

    @ParameterizedTest
    @EnumSource(Provider.class)
    void anyInterleaving_isWhatTheDatabaseHas(Provider provider) throws Exception {
        anyInterleaving(provider, queries(), MOST_DOCUMENTS);
    }

    /** Now and then there are more rows than are kept, and then fewer again. */
    @ParameterizedTest
    @EnumSource(Provider.class)
    void moreRowsThanAreKept_areWhatTheDatabaseHas(Provider provider) throws Exception {
        List<LiveQuery> queries = new ArrayList<>(counts());
        queries.addAll(windows());
        queries.removeIf(query -> query.limit().isEmpty() && query.count().isEmpty());
        anyInterleaving(provider, queries, 8);
    }

    private void anyInterleaving(Provider provider, List<LiveQuery> queries, int mostDocuments) throws Exception {
        int rounds = Integer.getInteger("ddp.matched.rounds", 60);
        long seed = Long.getLong("ddp.matched.seed", 1);
        random = new Random(seed);
        try (MatchedLibrary library = new MatchedLibrary(provider, random, mostDocuments)) {
            open(library);
            for (int round = 0; round < rounds; round++) {
                if (!queries.isEmpty() && round % 3 == 0) {
                    library.subscribe(queries.remove(0));
                }
                isShrinking = round / 25 % 2 == 1;
                for (int i = random.nextInt(12); i >= 0; i--) {
                    write(library, Set.of());
                    library.step();
                }
                library.check(seed, round);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Provider.class)
    void quietWriter_makesNobodyRead(Provider provider) throws Exception {
        random = new Random(2);
        try (MatchedLibrary library = new MatchedLibrary(provider, random, MOST_DOCUMENTS)) {
            open(library);
            queries().forEach(library::subscribe);
            library.check();
            int reads = library.reads();
            for (int i = 0; i < 100; i++) {
                library.commit(() -> {}, act().work());
                library.settle();
            }
            library.check();
            assertThat(library.reads()).isEqualTo(reads);
            assertThat(library.ways()).containsOnly("match");
        }
    }
}
