package io.ddp4ee.document;

import java.util.List;
import java.util.stream.Collectors;

import jakarta.persistence.metamodel.EntityType;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import io.ddp4ee.DdpCollection;
import io.ddp4ee.DocumentMapping;
import io.ddp4ee.binding.EjsonJsonb;
import io.ddp4ee.document.DocumentSelect.Selection;
import io.ddp4ee.fixture.Hierarchies.Car;
import io.ddp4ee.fixture.Hierarchies.Truck;
import io.ddp4ee.fixture.Keys.ByInt;
import io.ddp4ee.fixture.Provider;
import io.ddp4ee.fixture.Scalars.Numbers;
import io.ddp4ee.fixture.Shop;
import io.ddp4ee.fixture.Shop.Author;
import io.ddp4ee.fixture.Shop.Book;
import io.ddp4ee.jpql.JpqlException;
import io.ddp4ee.persistence.EntityManagerRows;
import io.ddp4ee.persistence.Rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Collections by mappings, and what is refused. */
@ParameterizedClass
@EnumSource(Provider.class)
class DocumentShapesTest {

    @Parameter
    Provider provider;

    private DocumentShapes shapes;

    @BeforeEach
    void fill() throws Exception {
        provider.empty();
        shapes = new DocumentShapes(provider.unit(), EjsonJsonb.create(), type -> null);
        Author author = Shop.author(4, "Ann", "ann@example.com");
        Book book = Book.of(1, "First");
        book.author = author;
        book.pages = 300;
        Book orphan = Book.of(2, "Second");
        provider.store(author, book, orphan);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "title as name                                     | {\"name\":\"First\"} {\"name\":\"Second\"}",
                "title AS name                                     | {\"name\":\"First\"} {\"name\":\"Second\"}",
                "title                                             | {\"title\":\"First\"} {\"title\":\"Second\"}",
                "author                                            | {\"author_id\":\"4\"} {\"author_id\":null}",
                "author.name as by                                 | {\"by\":\"Ann\"} {\"by\":null}",
                "this.author.name as by                            | {\"by\":\"Ann\"} {\"by\":null}",
                "author.id as a                                    | {\"a\":4} {\"a\":null}",
                "author.address.geo.north as n                     | {\"n\":null} {\"n\":null}",
                "upper(author.name) as by                          | {\"by\":\"ANN\"} {\"by\":null}",
                "concat(title, ' as author.name') as t             | {\"t\":\"First as author.name\"} {\"t\":\"Second as author.name\"}",
                "pages * 2 as double                               | {\"double\":600} {\"double\":0}",
                "size(tags) as n                                   | {\"n\":0} {\"n\":0}",
                "coalesce(author.name, 'nobody') as by             | {\"by\":\"Ann\"} {\"by\":\"nobody\"}",
                "case when pages > 200 then 'long' else 'short' end as kind | {\"kind\":\"long\"} {\"kind\":\"short\"}",
                "(select count(b) from Book b where b.author = this.author) as n | {\"n\":1} {\"n\":0}"
            })
    void mapping_givesTheseFieldsAndNoOthers(String field, String expected) throws Exception {
        assertThat(documents(DocumentMapping.of(Book.class).fields(field))).isEqualTo(expected);
    }

    @Test
    void id_fromAPath() throws Exception {
        add(DocumentMapping.of(Book.class).id("title").fields("pages"));
        assertThat(ids("books")).isEqualTo("First, Second");
    }

    @Test
    void id_thatIsNull_isNamed() {
        add(DocumentMapping.of(Book.class).id("published").fields("pages"));
        assertThatThrownBy(() -> ids("books"))
                .isInstanceOf(DocumentException.class)
                .hasMessageMatching(
                        "A row of Book \\(key [12]\\) has no document id: the attribute that its documents are"
                                + " known by must never be null");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "isbn           | Book has no single-valued attribute isbn",
                "tags           | Book has no single-valued attribute tags",
                "author         | a Author cannot be read from a document id",
                "author.name    | author is no embeddable",
                "available      | a boolean cannot be read from a document id"
            })
    void idThatCanBeNone_isRefused(String path, String why) {
        assertThatThrownBy(() -> add(DocumentMapping.of(Book.class).id(path)))
                .isInstanceOf(JpqlException.class)
                .hasMessage("The documents of Book cannot be known by \"" + path + "\", since " + why
                        + ": name an attribute of Book that is unique and never null");
    }

    @Test
    void idThatOnlyASubclassHas_isRefused() {
        assertThatThrownBy(() -> shapes.identify(DocumentMapping.of(Car.class).id("doors")))
                .hasMessage("The documents of Vehicle cannot be known by \"doors\", since Vehicle has no single-valued"
                        + " attribute doors: name an attribute of Vehicle that is unique and never null");
    }

    @Test
    void twoIdsOfOneEntity_areRefused() {
        shapes.identify(DocumentMapping.of(Book.class).id("title"));
        assertThatThrownBy(() -> shapes.identify(DocumentMapping.of(Book.class).id("pages")))
                .hasMessage(
                        "The documents of Book are known by \"title\" already, and cannot be known by \"pages\" too:"
                                + " all collections of an entity name the same attribute, or none");
    }

    private void add(DocumentMapping<?> mapping) {
        shapes.identify(mapping);
        shapes.add(mapping, "books");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "autor as a       | \"autor\": Book has no attribute \"autor\"; it has aliases, author, available,",
                "autor            | Book has no attribute \"autor\"; it has aliases, author, available,",
                "author.nme as a  | \"author.nme\": Author has no attribute \"nme\"; it has address, books, email,",
                "title.x as a     | \"title.x\": title has no attributes, so no \"x\"",
                "?1 as a          | \"?1\": a field's expression has no parameters"
            })
    void mistakeInAField_isNamed(String field, String message) {
        assertThatThrownBy(() -> shapes.add(DocumentMapping.of(Book.class).fields(field), "books"))
                .isInstanceOf(JpqlException.class)
                .hasMessageStartingWith(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "title as x   ; pages as x         | title and pages     | x",
                "author       ; pages as author_id | author and pages    | author_id",
                "pages        ; pages              | pages and pages     | pages",
                "title as _id ; pages              | the document's id and title | _id"
            })
    void fieldOfTwoAttributes_namesBoth(String fields, String both, String field) {
        DocumentMapping<Book> mapping = DocumentMapping.of(Book.class).fields(fields.split(" *; *"));
        assertThatThrownBy(() -> shapes.add(mapping, "books"))
                .isInstanceOf(JpqlException.class)
                .hasMessage(Book.class.getName() + ": " + both + " would both be the field \"" + field
                        + "\" of its documents, so name one of them otherwise");
    }

    /** Once each, ids and the like not among them. */
    @Test
    void numbersThatAreTexts_areNamed() {
        assertThat(shapes.numbersAsTexts()).isEmpty();
        shapes.add(DocumentMapping.of(Numbers.class), "numbers");
        shapes.add(DocumentMapping.of(Numbers.class), "others");
        String numbers = Numbers.class.getName();
        assertThat(shapes.numbersAsTexts())
                .containsExactly(numbers + ".big", numbers + ".huge", numbers + ".longPrice");
    }

    @Test
    void collectionOfTwoEntities_namesBoth() {
        shapes.add(DocumentMapping.of(Book.class), "things");
        assertThatThrownBy(() -> shapes.add(DocumentMapping.of(Author.class), "things"))
                .hasMessage("The collection \"things\" is declared for " + Book.class.getName() + " and for "
                        + Author.class.getName() + ": rename one");
    }

    @Test
    void exceptOfNoAttribute_isNamed() {
        @DdpCollection(except = {"text", "pasword"})
        class Annotated {}
        DdpCollection annotation = Annotated.class.getAnnotation(DdpCollection.class);
        assertThatThrownBy(() -> shapes.add(entity(ByInt.class), annotation))
                .hasMessage(ByInt.class.getName() + ": @DdpCollection(except = ...) names pasword,"
                        + " which is no attribute of it");
    }

    @Test
    void collections_areAskedForByName() {
        shapes.add(DocumentMapping.of(Book.class).fields("title"), "a");
        shapes.add(DocumentMapping.of(Book.class).fields("pages"), "b");
        assertThat(shapes.of(entity(Book.class), "b").fieldNames()).containsExactly("pages");
        assertThatThrownBy(() -> shapes.of(entity(Book.class), ""))
                .hasMessage(Book.class.getName() + " has the collections a, b: say which, with into(...)");
    }

    @Test
    void otherName_isTheOnlyCollectionUnderIt() {
        shapes.add(DocumentMapping.of(Book.class).fields("title"), "");
        assertThat(shapes.of(entity(Book.class), "").collection()).isEqualTo("book");
        assertThat(shapes.of(entity(Book.class), "other").collection()).isEqualTo("other");
    }

    @Test
    void entityWithoutCollection_isNeverSent() {
        assertThatThrownBy(() -> shapes.of(entity(Truck.class), ""))
                .hasMessageStartingWith(Truck.class.getName() + " has no collection, so none of it may be sent");
    }

    private String documents(DocumentMapping<?> mapping) throws Exception {
        shapes.add(mapping, "books");
        return read("books").stream().map(row -> row.document().fields().text()).collect(Collectors.joining(" "));
    }

    private String ids(String collection) throws Exception {
        return read(collection).stream().map(row -> row.document().id()).collect(Collectors.joining(", "));
    }

    private List<Row> read(String collection) throws Exception {
        DocumentShape shape = shapes.of(entity(Book.class), collection);
        Selection byId = new Selection("", List.of(), "", "this_.id", 0, Rows.ALL);
        return provider.call(entityManager ->
                new DocumentSelect(shape).read(new EntityManagerRows(entityManager), byId, Rows.ALL, Long.MAX_VALUE));
    }

    private EntityType<?> entity(Class<?> type) {
        return provider.unit().entities().of(type);
    }
}
