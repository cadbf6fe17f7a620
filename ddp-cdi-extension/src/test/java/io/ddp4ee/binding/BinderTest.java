package io.ddp4ee.binding;

import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import jakarta.json.bind.annotation.JsonbProperty;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.ddp4ee.ejson.Custom;
import io.ddp4ee.ejson.Ejson;
import io.ddp4ee.ejson.EjsonException;
import io.ddp4ee.fixture.Shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** From a client's EJSON to Java, with nothing lost and nothing guessed. */
class BinderTest {

    public enum Size {
        SMALL,
        LARGE
    }

    public record Point(int x, Double y) {}

    @SuppressWarnings("ArrayRecordComponent")
    public record Order(String name, Size size, Instant at, List<Point> points, byte[] bytes, BigDecimal price) {}

    public record Numbers(long big, BigInteger huge, BigDecimal exact, ZonedDateTime at, Date date) {}

    public record Reals(Double real, Float single) {}

    public record Texts(char letter, UUID uuid, Year year) {}

    public record Moment(Instant at, Date date) {}

    public record Holder(Map<String, Object> map) {}

    public static class Bean {
        @JsonbProperty("n")
        public int number;

        public boolean flag;
        public LocalDate day;
        public Optional<String> maybe = Optional.empty();
    }

    /** Types that have parameters of their own. */
    interface Generic {
        List<Integer> numbers();

        Set<Size> sizes();

        Map<String, Long> longs();

        Map<Integer, Size> byNumber();

        Optional<Integer> maybe();

        Optional<List<Point>> maybePoints();

        List<? extends Number> wild();

        List<List<Integer>> nested();

        List<Shop.Shelf> shelves();

        Map<String, ?> open();

        List<Integer>[] arrayOfLists();
    }

    static Type generic(String name) {
        try {
            return Generic.class.getDeclaredMethod(name).getGenericReturnType();
        } catch (NoSuchMethodException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private final Ejson ejson = new Ejson();
    private final Binder binder = new Binder(EjsonJsonb.create());

    private Object bind(String text, Type type) throws EjsonException {
        return binder.bind(ejson.parse(text), type);
    }

    static List<Arguments> fitting() {
        Instant time = Instant.parse("2026-02-03T04:05:06.789Z");
        return List.of(
                arguments("1", int.class, 1),
                arguments("1.0", int.class, 1),
                arguments("1e2", Integer.class, 100),
                arguments("\"12\"", int.class, 12),
                arguments("\"-12\"", Long.class, -12L),
                arguments("9007199254740993", long.class, 9007199254740993L),
                arguments("\"9007199254740993\"", long.class, 9007199254740993L),
                arguments("127", byte.class, (byte) 127),
                arguments("-32768", short.class, (short) -32768),
                arguments("12.5", BigDecimal.class, new BigDecimal("12.5")),
                arguments("\"12.50\"", BigDecimal.class, new BigDecimal("12.50")),
                arguments("100000000000000000000", BigInteger.class, new BigInteger("100000000000000000000")),
                arguments("0.1", double.class, 0.1),
                arguments("{\"$InfNaN\":1}", double.class, Double.POSITIVE_INFINITY),
                arguments("0.5", Float.class, 0.5f),
                arguments("true", boolean.class, true),
                arguments("\"x\"", char.class, 'x'),
                arguments("\"\"", String.class, ""),
                arguments("\"true\"", String.class, "true"),
                arguments("null", Integer.class, null),
                arguments("null", String.class, null),
                arguments("\"LARGE\"", Size.class, Size.LARGE),
                arguments("{\"$date\":1770091506789}", Instant.class, time),
                arguments("\"2026-02-03T04:05:06.789Z\"", Instant.class, time),
                arguments("\"2026-02-03T06:05:06.789+02:00\"", Instant.class, time),
                arguments("{\"$date\":1770091506789}", Date.class, Date.from(time)),
                arguments(
                        "{\"$date\":1770091506789}",
                        OffsetDateTime.class,
                        OffsetDateTime.parse("2026-02-03T04:05:06.789Z")),
                arguments(
                        "\"2026-02-03T06:05:06+02:00\"",
                        OffsetDateTime.class,
                        OffsetDateTime.parse("2026-02-03T06:05:06+02:00")),
                arguments(
                        "\"2026-02-03T06:05:06+01:00[Europe/Oslo]\"",
                        ZonedDateTime.class,
                        ZonedDateTime.parse("2026-02-03T06:05:06+01:00[Europe/Oslo]")),
                arguments("\"2026-02-03\"", LocalDate.class, LocalDate.of(2026, 2, 3)),
                arguments("\"04:05\"", LocalTime.class, LocalTime.of(4, 5)),
                arguments("\"2026-02-03T04:05\"", LocalDateTime.class, LocalDateTime.of(2026, 2, 3, 4, 5)),
                arguments("\"PT90M\"", Duration.class, Duration.ofMinutes(90)),
                arguments(
                        "\"3f2504e0-4f89-11d3-9a0c-0305e82c3301\"",
                        UUID.class,
                        UUID.fromString("3f2504e0-4f89-11d3-9a0c-0305e82c3301")),
                arguments("\"P1Y2M\"", Period.class, Period.of(1, 2, 0)),
                arguments("\"2026\"", Year.class, Year.of(2026)),
                arguments("\"2026-02\"", YearMonth.class, YearMonth.of(2026, 2)),
                arguments("\"04:05+02:00\"", OffsetTime.class, OffsetTime.parse("04:05+02:00")),
                arguments("\"2026-02-03\"", java.sql.Date.class, java.sql.Date.valueOf("2026-02-03")),
                arguments("{\"$date\":1770091506789}", java.sql.Date.class, new java.sql.Date(1770091506789L)),
                arguments("\"04:05:06\"", Time.class, Time.valueOf("04:05:06")),
                arguments("{\"$date\":11106000}", Time.class, new Time(11_106_000)),
                arguments(
                        "\"2026-02-03T04:05:06.123456789Z\"",
                        Timestamp.class,
                        Timestamp.from(Instant.parse("2026-02-03T04:05:06.123456789Z"))),
                arguments("\"+294276-12-31T23:59:59Z\"", Instant.class, Instant.parse("+294276-12-31T23:59:59Z")),
                arguments("101", Shop.Shelf.class, Shop.Shelf.BACK),
                arguments("[101]", generic("shelves"), List.of(Shop.Shelf.BACK)),
                arguments("\"abc\"", char[].class, "abc".toCharArray()),
                arguments("[\"a\"]", char[].class, new char[] {'a'}),
                arguments("{\"$binary\":\"AQID\"}", byte[].class, new byte[] {1, 2, 3}),
                arguments("[1,\"2\"]", int[].class, new int[] {1, 2}),
                arguments("[\"a\",null]", String[].class, new String[] {"a", null}),
                arguments("[1,\"2\",null]", generic("numbers"), java.util.Arrays.asList(1, 2, null)),
                arguments("[\"SMALL\",\"SMALL\"]", generic("sizes"), Set.of(Size.SMALL)),
                arguments("{\"a\":1}", generic("longs"), Map.of("a", 1L)),
                arguments("{\"1\":\"LARGE\"}", generic("byNumber"), Map.of(1, Size.LARGE)),
                arguments("null", generic("maybe"), Optional.empty()),
                arguments("\"1\"", generic("maybe"), Optional.of(1)),
                arguments("[{\"x\":1,\"y\":2.5}]", generic("maybePoints"), Optional.of(List.of(new Point(1, 2.5)))),
                arguments("[1,2.5]", generic("wild"), List.of(BigDecimal.ONE, new BigDecimal("2.5"))),
                arguments("[[1],[]]", generic("nested"), List.of(List.of(1), List.of())),
                arguments("[[1],[]]", generic("arrayOfLists"), new Object[] {List.of(1), List.of()}),
                arguments("{\"a\":{\"b\":[1]}}", generic("open"), Map.of("a", Map.of("b", List.of(1L)))),
                arguments("{\"a\":1}", Object.class, Map.of("a", 1L)),
                arguments("{\"x\":1,\"y\":null}", Point.class, new Point(1, null)),
                arguments("{\"x\":1}", Point.class, new Point(1, null)),
                arguments("{\"x\":1,\"z\":2}", Point.class, new Point(1, null)),
                arguments("{\"x\":1,\"y\":{\"$InfNaN\":-1}}", Point.class, new Point(1, Double.NEGATIVE_INFINITY)),
                arguments(
                        "{\"real\":{\"$InfNaN\":0},\"single\":{\"$InfNaN\":1}}",
                        Reals.class,
                        new Reals(Double.NaN, Float.POSITIVE_INFINITY)),
                arguments(
                        "{\"letter\":\"a\",\"uuid\":\"3F2504E0-4f89-11d3-9a0c-0305e82c3301\",\"year\":\"2026\"}",
                        Texts.class,
                        new Texts('a', UUID.fromString("3f2504e0-4f89-11d3-9a0c-0305e82c3301"), Year.of(2026))),
                arguments(
                        "{\"at\":\"2026-02-03T04:05:06.123456789Z\"}",
                        Moment.class,
                        new Moment(Instant.parse("2026-02-03T04:05:06.123456789Z"), null)),
                arguments("{\"date\":\"2026-02-03T04:05:06.789Z\"}", Moment.class, new Moment(null, Date.from(time))));
    }

    @ParameterizedTest
    @MethodSource("fitting")
    void value_thatFits_isBound(String text, Type type, Object expected) throws EjsonException {
        assertThat(bind(text, type)).isEqualTo(expected);
    }

    static List<Arguments> unfitting() {
        return List.of(
                arguments("12.5", int.class),
                arguments("2147483648", int.class),
                arguments("128", byte.class),
                arguments("9223372036854775808", long.class),
                arguments("1.5", BigInteger.class),
                arguments("\"1e400\"", double.class),
                arguments("1e39", float.class),
                arguments("0.1234567890123456789", double.class),
                arguments("9007199254740993", double.class),
                arguments("0.1234567890123", float.class),
                arguments("\"\"", int.class),
                arguments("\" 1\"", int.class),
                arguments("\"+1\"", int.class),
                arguments("\"0x1\"", int.class),
                arguments("\"1e2\"", int.class),
                arguments("\"٣\"", int.class),
                arguments("\"1d\"", double.class),
                arguments("\"NaN\"", double.class),
                arguments("true", int.class),
                arguments("1", boolean.class),
                arguments("\"true\"", boolean.class),
                arguments("1", String.class),
                arguments("true", String.class),
                arguments("{\"$date\":0}", String.class),
                arguments("[]", String.class),
                arguments("{}", String.class),
                arguments("\"xy\"", char.class),
                arguments("\"\"", char.class),
                arguments("null", int.class),
                arguments("null", boolean.class),
                arguments("0", Size.class),
                arguments("\"small\"", Size.class),
                arguments("0", Instant.class),
                arguments("\"yesterday\"", Instant.class),
                arguments("\"2026-02-03\"", Instant.class),
                arguments("\"2026-02-03T04:05:06.123456789Z\"", Date.class),
                arguments("\"2026-02-03T04:05:06.123456789Z\"", Calendar.class),
                arguments("{\"date\":\"2026-02-03T04:05:06.123456789Z\"}", Moment.class),
                arguments("\"BACK\"", Shop.Shelf.class),
                arguments("{\"letter\":\"abc\"}", Texts.class),
                arguments("{\"letter\":\"\"}", Texts.class),
                arguments("{\"uuid\":\"1-1-1-1-1\"}", Texts.class),
                arguments("{\"year\":2026}", Texts.class),
                arguments("{\"real\":\"NaN\"}", Reals.class),
                arguments("{\"name\":{\"$InfNaN\":0}}", Order.class),
                arguments("{\"$date\":0}", LocalDate.class),
                arguments("\"2026-02-30\"", LocalDate.class),
                arguments("\"AQID\"", byte[].class),
                arguments("[1,2]", byte[].class),
                arguments("{\"$date\":\"notnum\"}", Instant.class),
                arguments("\"1-1-1-1-1\"", UUID.class),
                arguments("1", generic("numbers")),
                arguments("[1.5]", generic("numbers")),
                arguments("{\"0\":1}", generic("numbers")),
                arguments("[null]", int[].class),
                arguments("[1]", generic("longs")),
                arguments("{\"a\":1.5}", generic("longs")),
                arguments("{\"a\":\"SMALL\"}", generic("byNumber")),
                arguments("[[1.5]]", generic("arrayOfLists")),
                arguments("1.5", generic("maybe")),
                arguments("{\"x\":1.5}", Point.class),
                arguments("{\"x\":true}", Point.class),
                arguments("{\"x\":\"1x\"}", Point.class),
                arguments("{\"x\":1,\"y\":\"a\"}", Point.class),
                arguments("[]", Point.class),
                arguments("1", Point.class),
                arguments("\"{}\"", Point.class),
                arguments("{\"name\":1}", Order.class),
                arguments("{\"name\":9007199254740993}", Order.class),
                arguments("{\"name\":{\"$date\":0}}", Order.class),
                arguments("{\"name\":{\"$binary\":\"AQID\"}}", Order.class),
                arguments("{\"bytes\":[1,2]}", Order.class),
                arguments("{\"bytes\":\"AQID\"}", Order.class),
                arguments("{\"at\":0}", Order.class),
                arguments("{\"name\":true}", Order.class),
                arguments("{\"size\":\"MEDIUM\"}", Order.class),
                arguments("{\"size\":0}", Order.class),
                arguments("{\"at\":\"x\"}", Order.class),
                arguments("{\"points\":[{\"x\":1.5}]}", Order.class),
                arguments("{\"points\":{\"x\":1}}", Order.class),
                arguments("{\"flag\":\"true\"}", Bean.class),
                arguments("{\"flag\":1}", Bean.class),
                arguments("{\"n\":1.5}", Bean.class),
                arguments("{\"n\":null}", Bean.class),
                arguments("{\"day\":\"2026-02-30\"}", Bean.class));
    }

    @ParameterizedTest
    @MethodSource("unfitting")
    void value_thatDoesNotFit_isRefused(String text, Type type) {
        assertThatThrownBy(() -> bind(text, type)).isInstanceOf(MatchFailedException.class);
    }

    @Test
    void record_ofEveryKindOfMember_isBound() throws EjsonException {
        Order order = (Order) bind(
                "{\"name\":\"n\",\"size\":\"LARGE\",\"at\":{\"$date\":1770091506789},"
                        + "\"points\":[{\"x\":1,\"y\":2}],\"bytes\":{\"$binary\":\"/wE=\"},\"price\":\"12.50\"}",
                Order.class);
        assertThat(order.name()).isEqualTo("n");
        assertThat(order.size()).isEqualTo(Size.LARGE);
        assertThat(order.at()).isEqualTo("2026-02-03T04:05:06.789Z");
        assertThat(order.points()).containsExactly(new Point(1, 2.0));
        assertThat(order.bytes()).containsExactly(-1, 1);
        assertThat(order.price()).isEqualByComparingTo("12.5");
    }

    @Test
    void numbersAndTimesWithinARecord_keepWhatADoubleOrMillisecondsWouldLose() throws EjsonException {
        Numbers numbers = (Numbers) bind(
                "{\"big\":9007199254740993,\"huge\":\"100000000000000000001\",\"exact\":0.12345678901234567,"
                        + "\"at\":\"2026-02-03T06:05:06+01:00[Europe/Oslo]\",\"date\":{\"$date\":1}}",
                Numbers.class);
        assertThat(numbers.big()).isEqualTo(9007199254740993L);
        assertThat(numbers.huge()).isEqualTo("100000000000000000001");
        assertThat(numbers.exact()).isEqualByComparingTo("0.12345678901234567");
        assertThat(numbers.at()).isEqualTo("2026-02-03T06:05:06+01:00[Europe/Oslo]");
        assertThat(numbers.date()).hasTime(1);
    }

    @Test
    void bean_isBoundByItsNamesInJson() throws EjsonException {
        Bean bean =
                (Bean) bind("{\"n\":7,\"flag\":true,\"day\":\"2026-02-03\",\"maybe\":\"m\",\"_id\":\"x\"}", Bean.class);
        assertThat(bean.number).isEqualTo(7);
        assertThat(bean.flag).isTrue();
        assertThat(bean.day).isEqualTo("2026-02-03");
        assertThat(bean.maybe).contains("m");
    }

    @Test
    void message_tellsNothingOfTheValue() {
        assertThatThrownBy(() -> bind("\"secret\"", int.class)).hasMessageNotContaining("secret");
        assertThatThrownBy(() -> bind("{\"x\":\"secret\"}", Point.class)).hasMessageNotContaining("secret");
    }

    static List<Arguments> ofCustomTypes() {
        String money = "{\"$type\":\"money\",\"$value\":\"1\"}";
        String id = "{\"$type\":\"oid\",\"$value\":\"5d0b1b2c3d4e5f6071829304\"}";
        return List.of(
                arguments(money, Money.class, new Money("1")),
                arguments(money, Comparable.class, new Money("1")),
                arguments(money, Object.class, new Money("1")),
                arguments("[" + money + ",1]", Object.class, List.of(new Money("1"), 1L)),
                arguments("{\"a\":[" + money + "]}", generic("open"), Map.of("a", List.of(new Money("1")))),
                arguments("[" + money + "]", Money[].class, new Money[] {new Money("1")}),
                arguments(id, Object.class, new Custom("oid", "5d0b1b2c3d4e5f6071829304")));
    }

    @ParameterizedTest
    @MethodSource("ofCustomTypes")
    void valueOfACustomType_isBoundToItsClass(String text, Type type, Object expected) throws EjsonException {
        assertThat(new Binder(EjsonJsonb.create(), Money.types()).bind(ejson.parse(text), type))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(classes = {String.class, int.class, Point.class, Map.class, List.class, BigDecimal.class})
    void valueOfACustomType_isNothingElse(Class<?> type) {
        Custom money = new Custom("money", "1");
        Binder withTypes = new Binder(EjsonJsonb.create(), Money.types());

        assertThatThrownBy(() -> withTypes.bind(money, type)).isInstanceOf(MatchFailedException.class);
        assertThatThrownBy(() -> withTypes.bind(new Custom("oid", "5d0b1b2c3d4e5f6071829304"), type))
                .isInstanceOf(MatchFailedException.class);
        assertThatThrownBy(() -> withTypes.bind(new Custom("money", 1L), Money.class))
                .isInstanceOf(MatchFailedException.class);
    }

    @Test
    void objectsWithinARecord_thatLookLikeEjson_areLiteral() throws EjsonException {
        Holder holder = (Holder) bind("{\"map\":{\"$escape\":{\"$date\":5}}}", Holder.class);

        assertThat(holder.map()).hasToString("{$date=5}");
    }
}
