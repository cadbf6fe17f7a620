package io.ddp4ee.query.jpa;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;

import org.eclipse.persistence.annotations.AdditionalCriteria;
import org.hibernate.annotations.Filter;
import org.hibernate.annotations.FilterDef;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.ddp4ee.DdpCollection;
import io.ddp4ee.LiveQuery;
import io.ddp4ee.binding.Binder;
import io.ddp4ee.binding.EjsonJsonb;
import io.ddp4ee.capture.CapturedUnit;
import io.ddp4ee.capture.Provider;
import io.ddp4ee.persistence.Alterations;
import io.ddp4ee.query.DocumentQuery;
import io.ddp4ee.wanted.WantedPlaces;

import static org.assertj.core.api.Assertions.assertThat;

/** Which queries are judged in memory, and which are not. */
class MatchingsTest {

    @Converter(autoApply = true)
    public static class Upper implements AttributeConverter<String, String> {
        @Override
        public String convertToDatabaseColumn(String text) {
            return text == null ? null : text.toUpperCase(Locale.ROOT);
        }

        @Override
        public String convertToEntityAttribute(String text) {
            return text;
        }
    }

    @Entity(name = "Plate")
    @DdpCollection
    public static class Plate {
        @Id
        public Long id;

        public String text;
        public Integer price;

        @ElementCollection
        public Set<String> words = new HashSet<>();

        @ElementCollection
        public Set<Integer> sizes = new HashSet<>();

        @ManyToOne
        public Plate next;
    }

    @Entity(name = "Secret")
    @AdditionalCriteria("this.price > 3")
    @FilterDef(name = "cheap", defaultCondition = "price > 3")
    @Filter(name = "cheap")
    public static class Secret {
        @Id
        public Long id;

        public Integer price;
    }

    @Entity(name = "Bill")
    @DdpCollection(except = {"lines", "notes", "readers"})
    public static class Bill {
        @Id
        public Long id;

        @OneToMany(mappedBy = "bill")
        public Set<Line> lines = new HashSet<>();

        @OneToMany
        @JoinColumn(name = "bill_id")
        public Set<Plain> notes = new HashSet<>();

        @ElementCollection
        public Map<String, Integer> sums = new HashMap<>();

        @ManyToMany(mappedBy = "bills")
        public Set<Line> readers = new HashSet<>();
    }

    @Entity(name = "Line")
    public static class Line {
        @Id
        public Long id;

        public Integer price;

        @ManyToOne
        public Bill bill;

        @ManyToMany
        public Set<Bill> bills = new HashSet<>();
    }

    @Entity(name = "Plain")
    public static class Plain {
        @Id
        public Long id;
    }

    private static String way(CapturedUnit captured, Class<?> entity, String condition, Object... values) {
        Alterations alterations = captured.hooks().alterations(captured.unit());
        EntityQueries queries = new EntityQueries(
                captured.unit(), captured.shapes(), new Binder(EjsonJsonb.create()), new WantedPlaces(), alterations);
        DocumentQuery query = queries.bind(LiveQuery.of(entity, condition, values), List.of(), null)
                .orElseThrow();
        return query.wayText();
    }

    @ParameterizedTest
    @EnumSource(Provider.class)
    void converterThatAppliesByItself_isNotJudged(Provider provider) {
        try (CapturedUnit captured = new CapturedUnit(provider, Map.of(), Plate.class, Upper.class)) {
            assertThat(way(captured, Plate.class, "text = ?1", "a"))
                    .startsWith("re-run")
                    .contains("text has a converter");
            assertThat(way(captured, Plate.class, "next.text = ?1", "a")).contains("text has a converter");
            // EclipseLink writes the elements of a collection as they are.
            assertThat(way(captured, Plate.class, "?1 member of words", "a").contains("words has a converter"))
                    .isEqualTo(storedWord(captured).equals("A"));
            assertThat(way(captured, Plate.class, "price = ?1 and next.price = ?2", 1, 2))
                    .isEqualTo("match");
            assertThat(way(captured, Plate.class, "?1 member of sizes", 1)).isEqualTo("match");
        }
    }

    private static Object storedWord(CapturedUnit captured) {
        AtomicReference<Object> stored = new AtomicReference<>();
        captured.commit(entityManager -> {
            Plate plate = new Plate();
            plate.id = 1L;
            plate.words.add("a");
            entityManager.persist(plate);
            entityManager.flush();
            stored.set(entityManager
                    .createNativeQuery("select words from plate_words")
                    .getSingleResult());
        });
        return stored.get();
    }

    @ParameterizedTest
    @EnumSource(Provider.class)
    void filter_isToldByTheProvider(Provider provider) {
        try (CapturedUnit captured = new CapturedUnit(provider, Map.of(), Secret.class, Plain.class)) {
            Alterations alterations = captured.hooks().alterations(captured.unit());
            assertThat(alterations.along(captured.unit().entities().of(Secret.class), List.of()))
                    .isPresent();
            assertThat(alterations.along(captured.unit().entities().of(Plain.class), List.of("id")))
                    .isEmpty();
        }
    }

    /** Whose elements were, before they were another's, is told by nobody. */
    @ParameterizedTest
    @EnumSource(Provider.class)
    void collectionInAColumnOfTheOtherSide_isNotJudged(Provider provider) {
        try (CapturedUnit captured = new CapturedUnit(provider, Map.of(), Bill.class, Line.class, Plain.class)) {
            assertThat(way(
                            captured,
                            Bill.class,
                            "exists (select l from Line l where l member of lines and l.price = 1)"))
                    .isEqualTo("match");
            assertThat(way(captured, Bill.class, "size(readers) = 1")).isEqualTo("match");
            assertThat(way(captured, Bill.class, "?1 member of sums", 3)).endsWith("sums[], which is a map");
            assertThat(way(captured, Bill.class, "notes is empty"))
                    .contains("notes[], whose changes would not be noticed");
        }
    }
}
