package io.ddp4ee.document;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Calendar;
import java.util.Date;
import java.util.List;
import java.util.TimeZone;
import java.util.UUID;

import io.ddp4ee.fixture.Hierarchies.Car;
import io.ddp4ee.fixture.Hierarchies.CardPayment;
import io.ddp4ee.fixture.Hierarchies.Memo;
import io.ddp4ee.fixture.Hierarchies.Payment;
import io.ddp4ee.fixture.Hierarchies.Truck;
import io.ddp4ee.fixture.Hierarchies.Vehicle;
import io.ddp4ee.fixture.Keys.Account;
import io.ddp4ee.fixture.Keys.Biography;
import io.ddp4ee.fixture.Keys.ByBigInteger;
import io.ddp4ee.fixture.Keys.ByInt;
import io.ddp4ee.fixture.Keys.ByUuid;
import io.ddp4ee.fixture.Keys.Line;
import io.ddp4ee.fixture.Keys.LineId;
import io.ddp4ee.fixture.Keys.Membership;
import io.ddp4ee.fixture.Keys.Pointer;
import io.ddp4ee.fixture.Keys.Remark;
import io.ddp4ee.fixture.Keys.Seat;
import io.ddp4ee.fixture.Scalars.Colour;
import io.ddp4ee.fixture.Scalars.Numbers;
import io.ddp4ee.fixture.Scalars.Others;
import io.ddp4ee.fixture.Scalars.Times;
import io.ddp4ee.fixture.Shop;
import io.ddp4ee.fixture.Shop.Address;
import io.ddp4ee.fixture.Shop.Author;
import io.ddp4ee.fixture.Shop.Book;
import io.ddp4ee.fixture.Shop.Country;
import io.ddp4ee.fixture.Shop.Geo;
import io.ddp4ee.fixture.Shop.Portrait;
import io.ddp4ee.fixture.Shop.Prize;

/** The table of the documentation, row by row. */
final class DocumentCases {

    private static final UUID FIRST = UUID.fromString("3f2504e0-4f89-11d3-9a0c-0305e82c3301");

    static final List<DocumentCase> ALL = List.of(
            new DocumentCase(
                    "int key, foreign key's column named as the field",
                    ByInt.class,
                    () -> {
                        ByInt friend = new ByInt();
                        friend.number = -1;
                        ByInt row = new ByInt();
                        row.number = 7;
                        row.text = "-x";
                        row.friend = friend;
                        return List.of(friend, row);
                    },
                    "-1 {\"text\":null,\"friend_id\":null}\n7 {\"text\":\"-x\",\"friend_id\":\"-1\"}"),
            new DocumentCase(
                    "UUID key",
                    ByUuid.class,
                    () -> {
                        ByUuid row = new ByUuid();
                        row.id = FIRST;
                        return List.of(row);
                    },
                    FIRST + " {}"),
            new DocumentCase(
                    "reference to a UUID key",
                    Pointer.class,
                    () -> {
                        ByUuid target = new ByUuid();
                        target.id = FIRST;
                        Pointer row = new Pointer();
                        row.id = 1L;
                        row.target = target;
                        return List.of(target, row);
                    },
                    "1 {\"target_id\":\"" + FIRST + "\"}"),
            new DocumentCase(
                    "BigInteger key",
                    ByBigInteger.class,
                    () -> {
                        ByBigInteger row = new ByBigInteger();
                        row.id = BigInteger.TEN.pow(18);
                        return List.of(row);
                    },
                    "1000000000000000000 {}"),
            new DocumentCase(
                    "embedded key",
                    Line.class,
                    () -> {
                        Line row = new Line();
                        row.id = LineId.of(5, "a:b%");
                        row.text = "t";
                        return List.of(row);
                    },
                    "a%3Ab%25:5 {\"id\":{\"orderNumber\":\"5\",\"code\":\"a:b%\"},\"text\":\"t\"}"),
            new DocumentCase(
                    "reference to an embedded key",
                    Remark.class,
                    () -> {
                        Line line = new Line();
                        line.id = LineId.of(5, "a");
                        Remark row = new Remark();
                        row.id = 1L;
                        row.line = line;
                        Remark none = new Remark();
                        none.id = 2L;
                        return List.of(line, row, none);
                    },
                    "1 {\"line_id\":\"a:5\"}\n2 {\"line_id\":null}"),
            new DocumentCase(
                    "key class",
                    Seat.class,
                    () -> {
                        Seat row = new Seat();
                        row.row = 3;
                        row.section = "A";
                        row.guest = "g";
                        return List.of(row);
                    },
                    "3:A {\"row\":3,\"section\":\"A\",\"guest\":\"g\"}"),
            new DocumentCase(
                    "key class of references",
                    Membership.class,
                    () -> {
                        Membership row = new Membership();
                        row.author = Shop.author(4, "n", "e");
                        row.tag = Shop.tag(9, "t");
                        row.role = "r";
                        return List.of(row.author, row.tag, row);
                    },
                    "4:9 {\"author_id\":\"4\",\"tag_id\":\"9\",\"role\":\"r\"}"),
            new DocumentCase(
                    "primary key by @MapsId",
                    Biography.class,
                    () -> {
                        Biography row = new Biography();
                        row.author = Shop.author(4, "n", "e");
                        row.text = "t";
                        return List.of(row.author, row);
                    },
                    "4 {\"author_id\":\"4\",\"text\":\"t\"}"),
            new DocumentCase(
                    "primary key that is a reference",
                    Account.class,
                    () -> {
                        Account row = new Account();
                        row.author = Shop.author(4, "n", "e");
                        row.balance = 1;
                        return List.of(row.author, row);
                    },
                    "4 {\"author_id\":\"4\",\"balance\":1}"),
            new DocumentCase(
                    "inverse sides, except, @JsonbTransient, @JsonbProperty, a null embeddable",
                    Author.class,
                    () -> {
                        Author row = Shop.author(4, "n", "e");
                        row.passwordHash = "secret";
                        row.notes = "secret";
                        return List.of(row);
                    },
                    "4 {\"fullName\":\"n\",\"email\":\"e\",\"address\":null}"),
            new DocumentCase(
                    "nested embeddables with a reference",
                    Author.class,
                    () -> {
                        Country country = Shop.country("NO", "Norway");
                        Author row = Shop.author(4, "n", "e");
                        row.address = new Address();
                        row.address.city = "Oslo";
                        row.address.country = country;
                        row.address.geo = Geo.of(60, 11);
                        Author half = Shop.author(5, null, null);
                        half.address = new Address();
                        half.address.city = "Bergen";
                        return List.of(country, row, half);
                    },
                    "4 {\"fullName\":\"n\",\"email\":\"e\",\"address\":"
                            + "{\"city\":\"Oslo\",\"country_id\":\"NO\",\"geo\":{\"north\":60,\"east\":11}}}\n"
                            + "5 {\"fullName\":null,\"email\":null,\"address\":"
                            + "{\"city\":\"Bergen\",\"country_id\":null,\"geo\":null}}"),
            new DocumentCase(
                    "one-to-one with a column named as the field, bytes",
                    Portrait.class,
                    () -> {
                        Portrait row = new Portrait();
                        row.id = 1L;
                        row.author = Shop.author(4, "n", "e");
                        row.image = new byte[] {1, 2, 3};
                        return List.of(row.author, row);
                    },
                    "1 {\"author_id\":\"4\",\"image\":{\"$binary\":\"AQID\"}}"),
            new DocumentCase(
                    "references to many, collections, enums",
                    Book.class,
                    () -> {
                        Book row = Book.of(1, "t");
                        row.price = new BigDecimal("9.90");
                        row.pages = 3;
                        row.available = true;
                        row.published = LocalDate.of(2026, 2, 3);
                        row.genre = Shop.Genre.CRIME;
                        row.shelf = Shop.Shelf.BACK;
                        row.author = Shop.author(4, "n", "e");
                        row.tags = List.of(Shop.tag(9, "z"), Shop.tag(8, "y"), Shop.tag(10, "x"));
                        row.topics = java.util.Set.copyOf(row.tags.subList(0, 2));
                        row.chapters = List.of(Shop.chapter(22, "b"), Shop.chapter(21, "a"));
                        row.markets = List.of(Shop.country("NO", "Norway"), Shop.country("DK", "Denmark"));
                        row.aliases = java.util.Set.of("b", "a");
                        row.lines = List.of("2", "1", "2");
                        row.stock = java.util.Map.of("oslo", 2, "bergen", 1);
                        Prize prize = new Prize();
                        prize.name = "p";
                        prize.year = 2020;
                        prize.givenBy = row.markets.get(0);
                        prize.place = "oslo";
                        prize.geo = Geo.of(60, 11);
                        row.sold = java.util.Map.of(row.markets.get(1), 7);
                        row.ranks = java.util.Map.of(3, 4);
                        row.prizes = List.of(prize);
                        return java.util.stream.Stream.of(List.of(row.author), row.tags, row.markets, List.of(row))
                                .<Object>flatMap(List::stream)
                                .toList();
                    },
                    "1 {\"title\":\"t\",\"price\":9.9,\"pages\":3,\"available\":true,\"published\":\"2026-02-03\","
                            + "\"genre\":\"CRIME\",\"shelf\":101,\"author_id\":\"4\",\"translator_id\":null,"
                            + "\"tags_ids\":[\"9\",\"8\",\"10\"],\"topics_ids\":[\"8\",\"9\"],"
                            + "\"chapters_ids\":[\"21\",\"22\"],\"markets_ids\":[\"DK\",\"NO\"],"
                            + "\"aliases\":[\"a\",\"b\"],\"lines\":[\"2\",\"1\",\"2\"],"
                            + "\"prizes\":[{\"name\":\"p\",\"year\":2020,\"givenBy_id\":\"NO\",\"at\":\"oslo\","
                            + "\"geo\":{\"north\":60,\"east\":11}}],"
                            + "\"stock\":{\"bergen\":1,\"oslo\":2},\"sold\":{\"DK\":7},\"ranks\":{\"3\":\"no. 4\"}}"),
            new DocumentCase(
                    "nothing at all",
                    Book.class,
                    () -> List.of(Book.of(1, null)),
                    "1 {\"title\":null,\"price\":null,\"pages\":0,\"available\":false,\"published\":null,"
                            + "\"genre\":null,\"shelf\":null,\"author_id\":null,\"translator_id\":null,"
                            + "\"tags_ids\":[],\"topics_ids\":[],"
                            + "\"chapters_ids\":[],\"markets_ids\":[],"
                            + "\"aliases\":[],\"lines\":[],\"prizes\":[],\"stock\":{},\"sold\":{},\"ranks\":{}}"),
            new DocumentCase(
                    "numbers: exact, or a string",
                    Numbers.class,
                    () -> {
                        Numbers row = new Numbers();
                        row.id = 1L;
                        row.tiny = 1;
                        row.small = 2;
                        row.medium = 3;
                        row.big = 4L;
                        row.bounded = 5;
                        row.huge = BigInteger.TEN;
                        row.price = new BigDecimal("1234567890123.45");
                        row.longPrice = new BigDecimal("1.50");
                        row.validated = new BigDecimal("1.5");
                        row.real = 0.1;
                        row.single = 0.1f;
                        Numbers none = new Numbers();
                        none.id = 2L;
                        return List.of(row, none);
                    },
                    "1 {\"tiny\":1,\"small\":2,\"medium\":3,\"big\":\"4\",\"bounded\":5,\"huge\":\"10\","
                            + "\"price\":1234567890123.45,\"longPrice\":\"1.50\",\"validated\":1.5,\"real\":0.1,"
                            + "\"single\":0.1}\n"
                            + "2 {\"tiny\":0,\"small\":0,\"medium\":null,\"big\":null,\"bounded\":0,\"huge\":null,"
                            + "\"price\":null,\"longPrice\":null,\"validated\":null,\"real\":0,\"single\":0}"),
            new DocumentCase(
                    "times",
                    Times.class,
                    () -> {
                        Times row = new Times();
                        row.id = 1L;
                        row.instant = Instant.parse("2026-02-03T04:05:06.789Z");
                        row.date = Date.from(row.instant);
                        row.calendar = Calendar.getInstance(TimeZone.getTimeZone("UTC"));
                        row.calendar.setTime(row.date);
                        row.offset = OffsetDateTime.parse("2026-02-03T04:05:06.789+02:00");
                        row.day = LocalDate.of(2026, 2, 3);
                        row.time = LocalTime.of(4, 5, 6);
                        row.local = LocalDateTime.of(2026, 2, 3, 4, 5, 6);
                        row.duration = Duration.ofMinutes(90);
                        return List.of(row);
                    },
                    "1 {\"instant\":{\"$date\":1770091506789},\"date\":{\"$date\":1770091506789},"
                            + "\"calendar\":{\"$date\":1770091506789},\"offset\":{\"$date\":1770084306789},"
                            + "\"day\":\"2026-02-03\",\"time\":\"04:05:06\",\"local\":\"2026-02-03T04:05:06\","
                            + "\"duration\":\"PT1H30M\"}"),
            new DocumentCase(
                    "other values",
                    Others.class,
                    () -> {
                        Others row = new Others();
                        row.id = 1L;
                        row.flag = true;
                        row.letter = 'x';
                        row.uuid = FIRST;
                        row.bytes = new byte[] {-1};
                        row.text = "long";
                        row.colour = new Colour(1, 2);
                        return List.of(row);
                    },
                    "1 {\"flag\":true,\"unknown\":null,\"letter\":\"x\",\"uuid\":\"" + FIRST + "\","
                            + "\"bytes\":{\"$binary\":\"/w==\"},\"text\":\"long\",\"colour\":{\"green\":2,\"red\":1}}"),
            new DocumentCase(
                    "single table, by the superclass",
                    Vehicle.class,
                    DocumentCases::vehicles,
                    "1 {\"plate\":\"v\",\"type\":\"V\"}\n2 {\"plate\":\"c\",\"type\":\"C\"}\n"
                            + "3 {\"plate\":\"t\",\"type\":\"T\"}"),
            new DocumentCase(
                    "single table, by a subclass",
                    Car.class,
                    DocumentCases::vehicles,
                    "2 {\"plate\":\"c\",\"doors\":5,\"type\":\"C\"}"),
            new DocumentCase(
                    "single table, by a subclass without a collection of its own",
                    Truck.class,
                    DocumentCases::vehicles,
                    "3 {\"plate\":\"t\",\"type\":\"T\"}"),
            new DocumentCase(
                    "joined tables, by the superclass",
                    Payment.class,
                    DocumentCases::payments,
                    "1 {\"amount\":10,\"type\":\"Payment\"}\n2 {\"amount\":20,\"type\":\"CardPayment\"}"),
            new DocumentCase(
                    "joined tables, by a subclass",
                    CardPayment.class,
                    DocumentCases::payments,
                    "2 {\"amount\":20,\"card\":\"c\",\"vehicle_id\":null,\"type\":\"CardPayment\"}"),
            new DocumentCase(
                    "mapped superclass",
                    Memo.class,
                    () -> {
                        Memo first = new Memo();
                        first.id = 1L;
                        first.note = "n";
                        Memo answer = new Memo();
                        answer.id = 2L;
                        answer.text = "t";
                        answer.answers = first;
                        return List.of(first, answer);
                    },
                    "1 {\"note\":\"n\",\"text\":null,\"answers_id\":null}\n"
                            + "2 {\"note\":null,\"text\":\"t\",\"answers_id\":\"1\"}"));

    private DocumentCases() {}

    private static List<Object> vehicles() {
        Vehicle vehicle = new Vehicle();
        vehicle.id = 1L;
        vehicle.plate = "v";
        Car car = new Car();
        car.id = 2L;
        car.plate = "c";
        car.doors = 5;
        Truck truck = new Truck();
        truck.id = 3L;
        truck.plate = "t";
        return List.of(vehicle, car, truck);
    }

    private static List<Object> payments() {
        Payment payment = new Payment();
        payment.id = 1L;
        payment.amount = 10;
        CardPayment card = new CardPayment();
        card.id = 2L;
        card.amount = 20;
        card.card = "c";
        return List.of(payment, card);
    }
}
