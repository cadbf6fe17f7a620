package io.ddp4ee.matching.jpa;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Random;
import java.util.UUID;

import io.ddp4ee.fixture.Warehouse.Detail;
import io.ddp4ee.fixture.Warehouse.Item;
import io.ddp4ee.fixture.Warehouse.Kind;
import io.ddp4ee.fixture.Warehouse.Land;
import io.ddp4ee.fixture.Warehouse.Maker;
import io.ddp4ee.fixture.Warehouse.Mark;

/** Items with values at the edges of their types. */
final class GeneratedItems {

    static final List<Integer> INTEGERS =
            List.of(0, 1, 2, 3, 5, 7, 10, 100, -1, -3, 16_777_217, Integer.MAX_VALUE, Integer.MIN_VALUE);
    static final List<Long> LONGS = List.of(
            0L, 1L, 2L, 5L, -1L, 100L, (1L << 53) + 1, 1L << 53, Long.MAX_VALUE, Long.MIN_VALUE, 2_147_483_648L);
    static final List<Short> SHORTS =
            List.of((short) 0, (short) 1, (short) 2, (short) 7, (short) -1, Short.MAX_VALUE, Short.MIN_VALUE);
    static final List<BigDecimal> PRICES =
            decimals("0", "0.00", "1.5", "1.50", "2.25", "-3", "0.1", "99999999.99", "7");
    static final List<BigDecimal> EXACTS = decimals(
            "0",
            "0.1",
            "0.1000000000000000055511151231257827",
            "1.5",
            "1.50",
            "3",
            "-7",
            "12345678901234567890.123",
            "0.00000000000000000001",
            "9007199254740993",
            "100000",
            "9999");
    static final List<Double> DOUBLES = List.of(
            0.0,
            -0.0,
            0.1,
            1.5,
            2.25,
            -3.0,
            16_777_217.0,
            1e300,
            1e-300,
            Double.MIN_VALUE,
            Double.NaN,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY,
            9007199254740992.0);
    static final List<Float> FLOATS =
            List.of(0f, -0f, 0.1f, 0.5f, 1.5f, 16_777_216f, 1e30f, Float.NaN, Float.POSITIVE_INFINITY, -3f);
    static final List<String> TEXTS = List.of(
            "",
            "a",
            "A",
            "b",
            "B",
            "abc",
            "Abc",
            "ABC",
            "ab%",
            "a_c",
            "a\\b",
            "\\",
            "%",
            "_",
            "é",
            "É",
            "e\u0301",
            "ß",
            "straße",
            "\uD835\uDCB3y",
            "\uFFFDz",
            "\uD835\uDCB3",
            "a ",
            "a  ",
            " a",
            " ",
            "z",
            "Z",
            "aé",
            "10",
            "9",
            "it's",
            "-",
            "I",
            "i",
            "İ",
            "ı",
            "xx",
            "aXbX");
    static final List<LocalDate> DAYS = List.of(
            LocalDate.of(2024, 2, 29), LocalDate.of(2024, 3, 1), LocalDate.of(1970, 1, 1), LocalDate.of(1700, 1, 1));
    static final List<LocalDateTime> MOMENTS = List.of(
            LocalDateTime.of(2024, 2, 29, 12, 0),
            LocalDateTime.of(2024, 2, 29, 12, 0, 0, 1000),
            LocalDateTime.of(1969, 12, 31, 23, 59, 59, 999_999_000));
    static final List<OffsetDateTime> INSTANTS = List.of(
            OffsetDateTime.parse("2024-02-29T12:00:00Z"),
            OffsetDateTime.parse("2024-02-29T12:00:00.000001Z"),
            OffsetDateTime.parse("1969-12-31T23:59:59.999999Z"));
    static final List<UUID> UUIDS = List.of(new UUID(0, 1), new UUID(1, 0), new UUID(-1, 5), new UUID(5, -1));
    static final List<Long> IDS = List.of(1L, 2L, 3L, 4L);

    private final Random random;

    GeneratedItems(Random random) {
        this.random = random;
    }

    private static List<BigDecimal> decimals(String... texts) {
        return List.of(texts).stream().map(BigDecimal::new).toList();
    }

    static <T> T any(Random random, List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private <T> T nullable(List<T> values) {
        return random.nextInt(5) == 0 ? null : any(random, values);
    }

    void store(WarehouseDatabase database, int count) {
        database.call(entityManager -> {
            List<Land> lands = List.of(land("A", "abc", 5L), land("b", null, null));
            lands.forEach(entityManager::persist);
            List<Maker> makers = List.of(
                    maker(1, "a", 5, lands.get(0)),
                    maker(2, "Abc", null, lands.get(1)),
                    maker(3, null, Integer.MAX_VALUE, null),
                    maker(4, "é", 0, lands.get(0)));
            makers.forEach(entityManager::persist);
            List<Mark> marks = List.of(mark(1, "a", 1), mark(2, "b", null), mark(3, null, 5), mark(4, "aé", 7));
            marks.forEach(entityManager::persist);
            for (long id = 1; id <= count; id++) {
                entityManager.persist(item(id, makers, marks));
            }
            return null;
        });
        // EclipseLink cannot write a null there.
        database.sql("update item set number = null where mod(id, 5) = 0");
        database.sql("update item set exact = 'NaN' where id = 1");
        database.sql("update item set on_day = 'infinity', at_moment = '-infinity' where id = 2");
        database.sql("update item set on_day = '0044-03-15 BC' where id = 3");
    }

    private Item item(long id, List<Maker> makers, List<Mark> marks) {
        Item item = new Item();
        item.id = id;
        item.title = nullable(TEXTS);
        item.code = nullable(TEXTS);
        item.padded = nullable(TEXTS);
        item.remark = nullable(TEXTS);
        item.amount = nullable(INTEGERS);
        item.places = any(random, INTEGERS);
        item.total = nullable(LONGS);
        item.small = nullable(SHORTS);
        item.price = nullable(PRICES);
        item.exact = nullable(EXACTS);
        item.ratio = nullable(DOUBLES);
        item.share = nullable(FLOATS);
        item.active = nullable(List.of(true, false));
        item.day = nullable(DAYS);
        item.moment = nullable(MOMENTS);
        item.instant = nullable(INSTANTS);
        item.number = any(random, UUIDS);
        item.kind = nullable(List.of(Kind.values()));
        item.rank = nullable(List.of(Kind.values()));
        item.detail = new Detail();
        item.detail.colour = nullable(TEXTS);
        item.detail.weight = nullable(INTEGERS);
        item.maker = nullable(makers);
        item.seller = nullable(makers);
        for (int i = random.nextInt(3); i > 0; i--) {
            item.aliases.add(any(random, TEXTS));
            item.sizes.add(any(random, INTEGERS));
            item.marks.add(any(random, marks));
        }
        return item;
    }

    private static Land land(String code, String name, Long population) {
        Land land = new Land();
        land.code = code;
        land.name = name;
        land.population = population;
        return land;
    }

    private static Maker maker(long id, String name, Integer rating, Land land) {
        Maker maker = new Maker();
        maker.id = id;
        maker.name = name;
        maker.rating = rating;
        maker.land = land;
        return maker;
    }

    private static Mark mark(long id, String name, Integer weight) {
        Mark mark = new Mark();
        mark.id = id;
        mark.name = name;
        mark.weight = weight;
        return mark;
    }
}
