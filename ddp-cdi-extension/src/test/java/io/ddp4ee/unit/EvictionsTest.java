package io.ddp4ee.unit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.stream.LongStream;

import jakarta.persistence.Access;
import jakarta.persistence.AccessType;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;

import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.ddp4ee.bus.Change;
import io.ddp4ee.bus.Operation;
import io.ddp4ee.capture.CapturedUnit;
import io.ddp4ee.capture.Provider;

import static org.assertj.core.api.Assertions.assertThat;

class EvictionsTest {

    @Entity(name = "Book")
    static class Book {
        @Id
        Long id;

        @ManyToOne
        Writer writer;
    }

    @Entity(name = "Writer")
    static class Writer {
        @Id
        Long id;

        @OneToMany(mappedBy = "writer")
        @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
        List<Book> books = new ArrayList<>();
    }

    @Embeddable
    record SlotId(Long number, String row) implements java.io.Serializable {}

    @Entity(name = "Slot")
    static class Slot {
        @EmbeddedId
        SlotId id;
    }

    /** Its value has no field of its name. */
    @Embeddable
    @Access(AccessType.PROPERTY)
    static class OddId implements java.io.Serializable {
        private static final long serialVersionUID = 1L;

        private Long hidden;

        public Long getNumber() {
            return hidden;
        }

        public void setNumber(Long number) {
            hidden = number;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof OddId id && hidden.equals(id.hidden);
        }

        @Override
        public int hashCode() {
            return hidden.hashCode();
        }
    }

    @Entity(name = "Odd")
    static class Odd {
        @EmbeddedId
        OddId id;
    }

    private static final Map<String, String> CACHES = Map.of(
            "hibernate.cache.use_second_level_cache", "true",
            "hibernate.cache.use_query_cache", "true",
            "hibernate.cache.region.factory_class", MapRegionFactory.class.getName());

    private final Queue<Runnable> timer = new ArrayDeque<>();

    private Evictions evictions(CapturedUnit unit) {
        return new Evictions(unit.unit(), unit.hooks(), Runnable::run, (delay, task) -> timer.add(task));
    }

    private static void persist(CapturedUnit unit, Object... entities) {
        unit.commit(entityManager -> List.of(entities).forEach(entityManager::persist));
    }

    private static Book book(long id, Writer writer) {
        Book book = new Book();
        book.id = id;
        book.writer = writer;
        return book;
    }

    private static Writer writer(long id) {
        Writer writer = new Writer();
        writer.id = id;
        return writer;
    }

    private static boolean isCached(CapturedUnit unit, Class<?> type, Object key) {
        return unit.unit().factory().getCache().contains(type, key);
    }

    private static void cache(CapturedUnit unit, Class<?> type, Object... keys) {
        try (EntityManager entityManager = unit.unit().factory().createEntityManager()) {
            for (Object key : keys) {
                assertThat(entityManager.find(type, key)).isNotNull();
                assertThat(isCached(unit, type, key)).isTrue();
            }
        }
    }

    private static Change updated(String entity, Object id) {
        return new Change(entity, String.valueOf(id), Operation.UPDATE, Map.of());
    }

    @ParameterizedTest
    @EnumSource(Provider.class)
    void whatIsCachedAgainByAnEarlierReader_isEvictedAgain(Provider provider) {
        try (CapturedUnit unit = new CapturedUnit(provider, CACHES, Book.class, Writer.class)) {
            persist(unit, book(1, null), book(2, null));
            cache(unit, Book.class, 1L, 2L);
            Evictions evictions = evictions(unit);

            evictions.evict(List.of(updated("Book", 1)));

            assertThat(isCached(unit, Book.class, 1L)).isFalse();
            assertThat(isCached(unit, Book.class, 2L)).isTrue();
            cache(unit, Book.class, 1L);
            while (!timer.isEmpty()) {
                timer.remove().run();
            }
            assertThat(isCached(unit, Book.class, 1L)).isFalse();
            assertThat(isCached(unit, Book.class, 2L)).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(Provider.class)
    void ofMoreRowsThanMayWait_theEntityIsEvictedAgain(Provider provider) {
        try (CapturedUnit unit = new CapturedUnit(provider, CACHES, Book.class, Writer.class)) {
            persist(unit, book(1, null));
            cache(unit, Book.class, 1L);
            Evictions evictions = evictions(unit);

            evictions.evict(LongStream.range(100_000, 106_000)
                    .mapToObj(id -> updated("Book", id))
                    .toList());
            evictions.evict(LongStream.range(106_000, 112_000)
                    .mapToObj(id -> updated("Book", id))
                    .toList());

            assertThat(isCached(unit, Book.class, 1L)).isTrue();
            while (!timer.isEmpty()) {
                timer.remove().run();
            }
            assertThat(isCached(unit, Book.class, 1L)).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(Provider.class)
    void aKeyThatCannotBeMade_evictsItsEntity(Provider provider) {
        try (CapturedUnit unit = new CapturedUnit(provider, CACHES, Odd.class, OddId.class)) {
            Odd odd = new Odd();
            odd.id = new OddId();
            odd.id.setNumber(1L);
            persist(unit, odd);
            cache(unit, Odd.class, odd.id);

            evictions(unit).evict(List.of(updated("Odd", 1)));

            assertThat(isCached(unit, Odd.class, odd.id)).isFalse();
        }
    }

    @Test
    void aKeyThatIsARecord_isMadeThroughItsConstructor() {
        try (CapturedUnit unit = new CapturedUnit(Provider.HIBERNATE, CACHES, Slot.class, SlotId.class)) {
            Slot first = new Slot();
            first.id = new SlotId(1L, "a");
            Slot second = new Slot();
            second.id = new SlotId(2L, "a");
            persist(unit, first, second);
            cache(unit, Slot.class, first.id, second.id);

            evictions(unit).evict(List.of(updated("Slot", "1:a")));

            assertThat(isCached(unit, Slot.class, first.id)).isFalse();
            assertThat(isCached(unit, Slot.class, second.id)).isTrue();
        }
    }

    @Test
    void collectionsAndQueriesThatHibernateCaches_areEvictedWithTheirRows() {
        try (CapturedUnit unit = new CapturedUnit(Provider.HIBERNATE, CACHES, Book.class, Writer.class)) {
            Writer writer = writer(1);
            persist(unit, writer, book(1, writer));
            assertThat(booksOf(unit, writer)).isEqualTo(1);
            assertThat(queried(unit)).isEqualTo(1);
            otherServerInserts(unit);
            assertThat(booksOf(unit, writer)).isEqualTo(1);
            assertThat(queried(unit)).isEqualTo(1);

            evictions(unit).evict(List.of(new Change("Book", "2", Operation.INSERT, Map.of())));

            assertThat(booksOf(unit, writer)).isEqualTo(2);
            assertThat(queried(unit)).isEqualTo(2);
        }
    }

    /** Without a word to this server's provider. */
    private static void otherServerInserts(CapturedUnit unit) {
        unit.commit(entityManager -> entityManager
                .unwrap(org.hibernate.Session.class)
                .doWork(connection -> {
                    try (var statement = connection.createStatement()) {
                        statement.executeUpdate("insert into book (id, writer_id) values (2, 1)");
                    }
                }));
    }

    private static int booksOf(CapturedUnit unit, Writer writer) {
        try (EntityManager entityManager = unit.unit().factory().createEntityManager()) {
            return entityManager.find(Writer.class, writer.id).books.size();
        }
    }

    private static int queried(CapturedUnit unit) {
        try (EntityManager entityManager = unit.unit().factory().createEntityManager()) {
            return entityManager
                    .createQuery("select b from Book b", Book.class)
                    .setHint("org.hibernate.cacheable", true)
                    .getResultList()
                    .size();
        }
    }
}
