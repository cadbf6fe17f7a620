package io.ddp4ee.query.jpa;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.ddp4ee.LiveQuery;
import io.ddp4ee.binding.Binder;
import io.ddp4ee.binding.EjsonJsonb;
import io.ddp4ee.binding.MatchFailedException;
import io.ddp4ee.document.Document;
import io.ddp4ee.fixture.Keys.Membership;
import io.ddp4ee.fixture.Keys.Ticket;
import io.ddp4ee.fixture.Provider;
import io.ddp4ee.fixture.Shop;
import io.ddp4ee.fixture.Shop.Author;
import io.ddp4ee.fixture.Shop.Book;
import io.ddp4ee.fixture.Shop.Chapter;
import io.ddp4ee.fixture.Shop.Genre;
import io.ddp4ee.jpql.JpqlException;
import io.ddp4ee.query.DocumentQuery;
import io.ddp4ee.query.QueryResult;
import io.ddp4ee.wanted.WantedPlaces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** From what an application writes to the documents that are found. */
@ParameterizedClass
@EnumSource(Provider.class)
class EntityQueriesTest {

    private static final Author ANN = Shop.author(4, "Ann", "ann@example.com");
    private static final Author BEN = Shop.author(5, "Ben", "5");

    @Parameter
    Provider provider;

    private EntityQueries queries;

    /** Four books: by Ann, by Ann with her as the translator, by Ben, by nobody. */
    @BeforeEach
    void fill() throws Exception {
        provider.empty();
        queries = new EntityQueries(
                provider.unit(), provider.shapes(), new Binder(EjsonJsonb.create()), new WantedPlaces());
        Book first = Book.of(1, "A");
        first.author = ANN;
        first.pages = 300;
        first.genre = Genre.NOVEL;
        first.price = new BigDecimal("9.90");
        first.published = LocalDate.of(2026, 1, 1);
        first.tags = List.of(Shop.tag(1, "new"), Shop.tag(2, "old"));
        first.aliases.addAll(List.of("x", "y"));
        first.shelf = Shop.Shelf.FRONT;
        Book second = Book.of(2, "B");
        second.author = ANN;
        second.translator = ANN;
        second.pages = 300;
        second.genre = Genre.CRIME;
        second.tags = List.of(first.tags.get(0));
        Book third = Book.of(3, "C");
        third.author = BEN;
        third.pages = 100;
        third.available = true;
        Book fourth = Book.of(4, null);
        fourth.pages = 200;
        provider.store(
                ANN, BEN, first.tags.get(0), first.tags.get(1), first, second, third, fourth, Shop.chapter(7, "x"));
    }

    private static LiveQuery books(String condition, Object... arguments) {
        return LiveQuery.of(Book.class, condition, arguments);
    }

    static List<Arguments> windows() {
        LiveQuery all = LiveQuery.of(Book.class).limit(10);
        return List.of(
                arguments(all, "1 2 3 4"),
                arguments(all.orderBy("title"), "1 2 3 4"),
                arguments(all.orderBy("title nulls first"), "4 1 2 3"),
                arguments(all.orderBy("title desc"), "4 3 2 1"),
                arguments(all.orderBy("title desc nulls last"), "3 2 1 4"),
                arguments(all.orderBy("pages"), "3 4 1 2"),
                arguments(all.orderBy("pages desc"), "1 2 4 3"),
                arguments(all.orderBy("pages DESC", "title desc  Nulls  Last"), "2 1 4 3"),
                arguments(all.orderBy("author.name"), "1 2 3 4"),
                arguments(all.orderBy("author.name desc nulls first"), "4 3 1 2"),
                arguments(all.orderBy("translator.name nulls first", "author.name desc nulls last"), "3 1 4 2"),
                arguments(all.orderBy("author.address.country.name", "id desc"), "4 3 2 1"),
                arguments(all.orderBy("author.address.geo.north", "id desc"), "4 3 2 1"),
                arguments(all.orderBy("author.id desc nulls last"), "3 1 2 4"),
                arguments(LiveQuery.of(Book.class).orderBy("pages").limit(2), "3 4"),
                arguments(LiveQuery.of(Book.class).orderBy("pages").limit(2).offset(1), "4 1"),
                arguments(LiveQuery.of(Book.class).offset(3), "4"),
                arguments(LiveQuery.of(Book.class).offset(9), ""),
                arguments(books("author.name = 'Ann'").orderBy("pages desc").limit(1), "1"));
    }

    @ParameterizedTest
    @MethodSource("windows")
    void window_holdsTheFirstInTheOrder(LiveQuery query, String ids) throws Exception {
        assertThat(String.join(" ", find(query).documents().keySet())).isEqualTo(ids);
    }

    static List<Arguments> conditions() {
        return List.of(
                arguments(books("author = ?1", ANN), "1 2"),
                arguments(books("author = ?1", 4L), "1 2"),
                arguments(books("author = ?1", "4"), "1 2"),
                arguments(books("author = ?1", 4), "1 2"),
                arguments(books("author in ?1", List.of(ANN, BEN)), "1 2 3"),
                arguments(books("author in ?1", List.of("4", 5)), "1 2 3"),
                arguments(books("author in (?1, ?2)", ANN, "5"), "1 2 3"),
                arguments(books("author not in ?1", List.of(ANN)), "3"),
                arguments(books("author in ?1", List.of()), ""),
                arguments(books("author not in ?1", List.of()), "1 2 3 4"),
                arguments(books("not (pages in ?1)", List.of()).and("pages > ?1", 200), "1 2"),
                arguments(books("author in ?1", "4"), "1 2"),
                arguments(books("lower(title) in ?1", List.of("a", "b")), "1 2"),
                arguments(books("id in ?1", List.of(1, "2", 3L)), "1 2 3"),
                arguments(books("id = ?1", "2"), "2"),
                arguments(books("this = ?1", "2"), "2"),
                arguments(books("genre = ?1", Genre.CRIME), "2"),
                arguments(books("genre = ?1", "CRIME"), "2"),
                arguments(books("genre in ?1", List.of("CRIME", Genre.NOVEL)), "1 2"),
                arguments(books("shelf = ?1", Shop.Shelf.FRONT), "1"),
                arguments(books("genre = io.ddp4ee.fixture.Shop$Genre.CRIME"), "2"),
                arguments(books("pages >= ?1", 200L), "1 2 4"),
                arguments(books("pages >= ?1", "200"), "1 2 4"),
                arguments(books("pages between ?1 and ?2", 100, 200), "3 4"),
                arguments(books("price > ?1", 9), "1"),
                arguments(books("price = ?1", new BigDecimal("9.9")), "1"),
                arguments(books("published = ?1", LocalDate.of(2026, 1, 1)), "1"),
                arguments(books("published = ?1", "2026-01-01"), "1"),
                arguments(books("available = ?1", true), "3"),
                arguments(books("title like ?1", "A%"), "1"),
                arguments(books("title like concat(?1, '%')", "A"), "1"),
                arguments(books("lower(title) = ?1", "a"), "1"),
                arguments(books("?1 member of tags", 1), "1 2"),
                arguments(books("?1 member of tags", Shop.tag(2, "old")), "1"),
                arguments(books("?1 not member of tags", "1"), "3 4"),
                arguments(books("?1 member of aliases", "x"), "1"),
                arguments(books("tags is empty"), "3 4"),
                arguments(books("size(tags) = ?1", 2), "1"),
                arguments(
                        books("exists (select t from Tag t where t member of this.tags and t.name = ?1)", "old"), "1"),
                arguments(books("exists (select b from Book b where b.author = author and b.pages < pages)"), ""),
                arguments(books("pages = (select max(b.pages) from Book b where b.author = ?1)", BEN), "3"),
                arguments(books("translator is null"), "1 3 4"),
                arguments(books("translator is not null"), "2"),
                arguments(books("translator.name is null"), "1 3 4"),
                arguments(books("translator is null or translator.name = ?1", "Ann"), "1 2 3 4"),
                arguments(books("author.name = ?1 or pages = 200", "Ben"), "3 4"),
                arguments(books("not (author.name = ?1)", "Ben"), "1 2"),
                arguments(books("author = translator"), "2"),
                arguments(books("author.address.geo.north is null"), "1 2 3 4"),
                arguments(books("translator.name = ?1", "Ann"), "2"),
                arguments(books("case when pages > ?1 then 'long' else 'short' end = ?2", 200, "long"), "1 2"),
                arguments(books("pages > ?1", 150).and("title < ?1", "B"), "1"),
                arguments(books("author.email = :userId"), "3"),
                arguments(books("author = :userId"), "3"),
                arguments(books("pages = ?1 and title is null", 200).and("this.pages = ?1", 200), "4"));
    }

    @ParameterizedTest
    @MethodSource("conditions")
    void condition_findsItsRows(LiveQuery query, String ids) throws Exception {
        assertThat(String.join(
                        " ", find(query.orderBy("id").limit(10)).documents().keySet()))
                .isEqualTo(ids);
    }

    @Test
    void openParameter_isTheSubscriptions() throws Exception {
        LiveQuery query = books("author = ?1 and pages > ?2", 4L).and("id > ?2", "unused");
        assertThat(queries.check(query)).isEqualTo(2);
        DocumentQuery bound = queries.bind(query, List.of("x", 100L), null).orElseThrow();
        assertThat(((EntityQuery) bound).parameters()).asString().isEqualTo("[4, 100, 100]");
        assertThat(bound.description()).contains(" where ").contains(" with [4, 100, 100]");
    }

    @Test
    void queryAboutTheUser_withoutOne_isNone() {
        assertThat(queries.bind(books("author.email = :userId"), List.of(), null))
                .isEmpty();
    }

    @Test
    void equalQueries_areEqualWhenBound() {
        LiveQuery one = books("author = ?1 and pages = ?2").orderBy("pages").limit(3);
        LiveQuery same = books("author = ?1 and pages = ?2").orderBy("pages").limit(3);
        assertThat(queries.bind(one, List.of("4", 1L), null)).isEqualTo(queries.bind(same, List.of(4L, "1"), "u"));
        assertThat(queries.bind(one, List.of("4", 1L), null))
                .isNotEqualTo(queries.bind(same, List.of(4L, 2L), null))
                .isNotEqualTo(queries.bind(same.limit(4), List.of("4", 1L), null))
                .isNotEqualTo(queries.bind(same.into("other"), List.of("4", 1L), null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "author = ?1    | x",
                "author = ?1    | 1.5",
                "pages = ?1     | 1.5",
                "pages = ?1     | many",
                "pages = ?1     | 99999999999",
                "genre = ?1     | WESTERN",
                "published = ?1 | today",
                "author in ?1   | x",
                "pages in ?1    | 1.5"
            })
    void subscriptionParameter_thatDoesNotFit_isRefused(String condition, String parameter) {
        assertThatThrownBy(() -> queries.bind(books(condition), List.of(parameter), null))
                .isInstanceOf(MatchFailedException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"author = ?1", "pages > ?1", "title like ?1", "genre = ?1", "?1 member of tags"})
    void listForOneValue_isRefused(String condition) {
        assertThatThrownBy(() -> queries.bind(books(condition), List.of(List.of("1")), null))
                .isInstanceOf(MatchFailedException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"author in ?1", "pages not in ?1"})
    void nullInAList_isRefused(String condition) {
        for (Object parameter : Arrays.asList(null, Arrays.asList(1L, null))) {
            assertThatThrownBy(() -> queries.bind(books(condition), Arrays.asList(parameter), null))
                    .isInstanceOf(MatchFailedException.class);
        }
    }

    @Test
    void subscriptionParameter_thatIsNull_equalsNothing() throws Exception {
        DocumentQuery query = queries.bind(books("author = ?1"), Arrays.asList((Object) null), null)
                .orElseThrow();
        assertThat(read(query).documents()).isEmpty();
    }

    @Test
    void nullArgument_isRefusedWithWhatToWrite() {
        assertThatThrownBy(() -> books("author = ?1", (Object) null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("write \"author is null\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "autor           | Book has no attribute \"autor\"; it has",
                "author.nme      | Author has no attribute \"nme\"; it has",
                "tags            | orderBy(\"tags\"): tags has many values",
                "tags.name       | orderBy(\"tags.name\"): tags.name has many values",
                "author          | orderBy(\"author\"): author is no single value",
                "author.address  | orderBy(\"author.address\"): author.address is no single value"
            })
    void mistakeInTheOrder_isNamed_windowOrNot(String order, String message) {
        LiveQuery query = LiveQuery.of(Book.class).orderBy(order);
        assertThatThrownBy(() -> queries.check(query))
                .isInstanceOf(JpqlException.class)
                .hasMessageStartingWith(message);
        assertThatThrownBy(() -> queries.check(query.limit(1)))
                .isInstanceOf(JpqlException.class)
                .hasMessageStartingWith(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"title", "title + 1", "author > 3 4", "pages like 3 and", "foo(title) = 1 2"})
    void noCondition_isRefusedBeforeItRuns(String condition) {
        assertThatThrownBy(() -> queries.check(books(condition)))
                .isInstanceOf(JpqlException.class)
                .hasMessageContaining(condition);
    }

    @Test
    void compositeKey_isComparedPartByPart() throws Exception {
        assertThatThrownBy(() -> queries.check(LiveQuery.of(Membership.class, "this = ?1")))
                .hasMessage("\"this = ?1\": the key of Membership has 2 parts: compare them one by one");
        assertThatThrownBy(() -> queries.check(LiveQuery.of(Ticket.class, "?1 member of lines")))
                .hasMessage("\"?1 member of lines\": the key of Line has 2 parts: compare them one by one");
        assertThat(find(LiveQuery.of(Membership.class, "author = ?1", "4")).documents())
                .isEmpty();
    }

    @Test
    void fields_areTheOnlyOnes_orTheOthers() throws Exception {
        assertThat(text(books("id = 1").fields("title", "author"))).isEqualTo("{\"title\":\"A\",\"author_id\":\"4\"}");
        assertThat(text(books("id = 1").fields("tags", "pages").except("pages")))
                .isEqualTo("{\"tags_ids\":[\"1\",\"2\"]}");
        assertThat(text(LiveQuery.of(Chapter.class).except("title"))).isEqualTo("{}");
        assertThatThrownBy(() -> queries.check(LiveQuery.of(Chapter.class).fields("titel")))
                .hasMessage("The documents of chapter have no field \"titel\"; they have title");
    }

    @Test
    void into_isTheCollectionOfTheDocuments() {
        assertThat(queries.bind(LiveQuery.of(Book.class), List.of(), null).map(DocumentQuery::collection))
                .contains("shop.book");
        assertThat(queries.bind(LiveQuery.of(Book.class).into("top"), List.of(), null)
                        .map(DocumentQuery::collection))
                .contains("top");
    }

    @Test
    void entities_areThoseOfFieldsConditionsAndWindow() {
        LiveQuery query = LiveQuery.of(Book.class, "author.email = 'x' and exists (select t from Tag t)")
                .fields("title")
                .orderBy("translator.address.country.name");
        assertThat(entities(query)).containsExactlyInAnyOrder("Book", "Author", "Tag", "Chapter");
        assertThat(entities(query.limit(1))).containsExactlyInAnyOrder("Book", "Author", "Tag", "Chapter", "Country");
    }

    private java.util.Set<String> entities(LiveQuery query) {
        return queries.bind(query, List.of(), null).map(DocumentQuery::entities).orElseThrow();
    }

    private String text(LiveQuery query) throws Exception {
        Document only = find(query).documents().values().iterator().next();
        return only.fields().text();
    }

    private QueryResult.Found find(LiveQuery query) throws Exception {
        Optional<DocumentQuery> bound = queries.bind(query, List.of(), "5");
        return read(bound.orElseThrow());
    }

    private QueryResult.Found read(DocumentQuery query) throws Exception {
        UnitDatabase database = new UnitDatabase(provider.shapes().ids(), 100, 100_000);
        return (QueryResult.Found) database.read(List.of(query)).get(0);
    }
}
