package io.ddp4ee.jpql;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

import jakarta.persistence.metamodel.EntityType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.ddp4ee.fixture.Hierarchies.Vehicle;
import io.ddp4ee.fixture.Provider;
import io.ddp4ee.fixture.Shop.Book;
import io.ddp4ee.fixture.Words.Word;
import io.ddp4ee.jpql.Parameters.Use;
import io.ddp4ee.persistence.EntityIds;
import io.ddp4ee.persistence.EntityTypes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What conditions become, and that both providers take it. */
@ParameterizedClass
@EnumSource(Provider.class)
class JpqlTest {

    @Parameter
    Provider provider;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "title = 'x' | (this_.title = 'x') | Book",
                "this.title = 'x' | (this_.title = 'x') | Book",
                "This.title = 'x' | (this_.title = 'x') | Book",
                "author.email = ?1 | (this_.author.email = ?1) | Author, Book",
                "author.address.country.name = ?1 | (this_.author.address.country.name = ?1) | Author, Book, Country",
                "author = ?1 | (this_.author.id = ?1) | Author, Book",
                "?1 = author | (?1 = this_.author.id) | Author, Book",
                "author <> ?1 | (this_.author.id <> ?1) | Author, Book",
                "this = ?1 | (this_.id = ?1) | ''",
                "author in ?1 | (this_.author.id in ?1) | Author, Book",
                "author not in ?1 | (this_.author.id not in ?1) | Author, Book",
                "author in (?1) | (this_.author.id in ?1) | Author, Book",
                "author in (?1, translator) | (this_.author.id in (?1, this_.translator.id)) | Author, Book",
                "author in (?1, ?2) | (this_.author.id in (?1, ?2)) | Author, Book",
                "genre in ?1 | (this_.genre in ?1) | Book",
                "title in ('a', 'b') | (this_.title in('a', 'b')) | Book",
                "title not in ('a', author.name) | (this_.title not in('a', this_.author.name)) | Author, Book",
                "'x' in (title, author.name) | ('x' in(this_.title, this_.author.name)) | Author, Book",
                "pages between ?1 and ?2 | (this_.pages between ?1 and ?2) | Book",
                "pages not between 1 and price | (this_.pages not between 1 and this_.price) | Book",
                "title like ?1 escape '!' | (this_.title like ?1 escape '!') | Book",
                "title like concat(author.name, '%') | (this_.title like concat(this_.author.name, '%')) | Author, Book",
                "lower(title) like concat(?1, '%') | (lower(this_.title) like concat(?1, '%')) | Book",
                "author is null and translator is not null | (this_.author IS NULL and this_.translator IS NOT NULL) | Author, Book",
                "not (available = true or pages > 3) | (not (this_.available = true or this_.pages > 3)) | Book",
                "tags is not empty | (this_.tags IS NOT EMPTY) | Book, Tag",
                "tags is empty | (this_.tags IS EMPTY) | Book, Tag",
                "size(tags) > 1 | (size(this_.tags) > 1) | Book, Tag",
                "pages + 2 * price > -1 | (this_.pages + 2 * this_.price > -1) | Book",
                "title = 'it''s author.name' | (this_.title = 'it''s author.name') | Book",
                "title = 'pages value key ?1 :userId' | (this_.title = 'pages value key ?1 :userId') | Book",
                "genre = io.ddp4ee.fixture.Shop$Genre.CRIME | (this_.genre = io.ddp4ee.fixture.Shop$Genre.CRIME) | Book",
                "author.email = :userId | (this_.author.email = ?1) | Author, Book",
                "case when pages > 200 then title else 'short' end = 'short' | (case when this_.pages > 200 then this_.title else 'short' end = 'short') | Book",
                "case available when true then pages else 0 end > 1 | (case this_.available when true then this_.pages else 0 end > 1) | Book",
                "coalesce(translator.name, author.name) = 'x' | (coalesce(this_.translator.name, this_.author.name) = 'x') | Author, Book",
                "substring(title, 1, pages) = 'x' | (substring(this_.title, 1, this_.pages) = 'x') | Book",
                "trim(leading from title) = 'x' | (trim(leading from this_.title) = 'x') | Book",
                "published > current_date | (this_.published > current_date) | Book",
                "function('length', title) > 2 | (function('length', this_.title) > 2) | Book",
                "nullif(title, author.name) is null | (nullif(this_.title, this_.author.name) IS NULL) | Author, Book",
                "?1 member of tags | (exists (select m1_ from Tag m1_ where m1_ member of this_.tags and m1_.id = ?1)) | Book, Tag",
                "?1 not member of tags | (not exists (select m1_ from Tag m1_ where m1_ member of this_.tags and m1_.id = ?1)) | Book, Tag",
                "'x' member of aliases | ('x' member of this_.aliases) | Book",
                "?1 member of aliases | (?1 member of this_.aliases) | Book",
                "exists (select t from Tag t where t member of this.tags and t.name = title) | (exists (select t from Tag t where t member of this_.tags and t.name = this_.title)) | Book, Tag",
                "exists (select b from Book b where b.author = author and b.pages > pages) | (exists (select b from Book b where b.author = this_.author and b.pages > this_.pages)) | Author, Book",
                "exists (select b from Book b join b.tags t where t.name = ?1 and b = this) | (exists (select b from Book b join b.tags t where t.name = ?1 and b = this_)) | Book, Tag",
                "exists (select t from this.tags t where t.name = ?1) | (exists (select t from this_.tags t where t.name = ?1)) | Book, Tag",
                "exists (select b from Book b where b.author = this.author and exists (select c from Chapter c where c member of b.chapters and c.title = title)) | (exists (select b from Book b where b.author = this_.author and exists (select c from Chapter c where c member of b.chapters and c.title = this_.title))) | Author, Book, Chapter",
                "pages > all (select b.pages from Book b where b.genre = genre) | (this_.pages > all (select b.pages from Book b where b.genre = this_.genre)) | Book",
                "pages = (select max(b.pages) from Book b) | (this_.pages = (select max(b.pages) from Book b)) | Book",
                "author in (select a from Author a where a.email like ?1) | (this_.author in(select a from Author a where a.email like ?1)) | Author, Book",
                "author.id in (select a.id from Author a where a.address.city = ?1) | (this_.author.id in(select a.id from Author a where a.address.city = ?1)) | Author, Book"
            })
    void condition_rewritten(String condition, String expected, String touched) {
        Set<String> entities = new TreeSet<>();
        Joins joins = joins();
        String rewritten = new Jpql(new EntityIds(provider.unit()), entity(Book.class))
                .condition(condition, new Parameters(), joins, entities);
        assertThat(words(expanded(rewritten, joins))).isEqualTo(words(expected));
        assertThat(String.join(", ", entities)).isEqualTo(touched.replace("''", ""));
        assertTaken(Book.class, rewritten, joins);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "value = 'a'",
                "Value = 'a' or value is null",
                "key like 'a%' and value = key",
                "type = 'a' or type in ('a', 'b')",
                "size > 1 and size + index = length",
                "index between 1 and 2",
                "order = 1 and group = 'a'",
                "count = 1",
                "member = 'x'",
                "date = 'y' and value = 'date'",
                "object = ?1",
                "object.value = 'x' and object.object.key = 'y'",
                "end = 'x'",
                "length(value) > length and upper(key) = 'A'",
                "case when value = 'a' then key else type end = 'b'",
                "case value when key then type else member end = 'b'",
                "exists (select w from Word w where w.value = value and w.key = this.key)",
                "exists (select count(w) from Word w where w.size = size group by w.value having count(w) > count)",
                "value in (select w.key from Word w where w.type = type)"
            })
    void attributeNamedAsAWordOfJpql_isTheAttribute(String condition) {
        String tidy = condition.replace("Value", "value");
        Joins joins = joins();
        assertTaken(Word.class, rewrite(Word.class, tidy, joins), joins);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "author.mail = ?1 | \"author.mail = ?1\": Author has no attribute \"mail\"; it has address, books, email, id, name, notes, passwordHash, portrait",
                "pags > 1 | \"pags > 1\": Book has no attribute \"pags\"; it has aliases, author, available, chapters, genre, id, lines, markets, pages, price, prizes, published, ranks, shelf, sold, stock, tags, title, topics, translator",
                "upper(titel) = 'x' | \"upper(titel) = 'x'\": Book has no attribute \"titel\"; it has aliases, author, available, chapters, genre, id, lines, markets, pages, price, prizes, published, ranks, shelf, sold, stock, tags, title, topics, translator",
                "case when pags > 1 then 1 else 2 end = 1 | \"case when pags > 1 then 1 else 2 end = 1\": Book has no attribute \"pags\"; it has aliases, author, available, chapters, genre, id, lines, markets, pages, price, prizes, published, ranks, shelf, sold, stock, tags, title, topics, translator",
                "title.length = 1 | \"title.length = 1\": title has no attributes, so no \"length\"",
                "exists (select a from Autor a) | \"exists (select a from Autor a)\": there is no entity \"Autor\"",
                "exists (select a from Author a where a.mail = 'x') | \"exists (select a from Author a where a.mail = 'x')\": Author has no attribute \"mail\"; it has address, books, email, id, name, notes, passwordHash, portrait",
                "pages = :other | \"pages = :other\": the parameter :other is neither ?n nor :userId",
                "pages = ?0 | \"pages = ?0\": the parameter ?0 is neither ?n nor :userId",
                "pages = ?x | \"pages = ?x\": the parameter ?x is neither ?n nor :userId",
                "pages = ? | \"pages = ?\": the parameter ? is neither ?n nor :userId",
                "pages = 1 order by title | \"pages = 1 order by title\": a condition ends before group by, having and order by",
                "pages = 1 group by title | \"pages = 1 group by title\": a condition ends before group by, having and order by",
                "pages = 1) or (1 = 1 | \"pages = 1) or (1 = 1\": cannot be read from \") or (1 = 1\" on",
                "pages = | \"pages =\": is incomplete at \"pages =\"",
                "(pages = 1 | \"(pages = 1\": is incomplete at \"(pages = 1\"",
                "upper(title = 'x' | \"upper(title = 'x'\": is incomplete at \"upper(title\"",
                "title like | \"title like\": is incomplete at \"title like\"",
                "pages between 1 and | \"pages between 1 and\": is incomplete at \"pages between 1 and\"",
                "pages in | \"pages in\": is incomplete at \"pages in\"",
                "pages = 1 and | \"pages = 1 and\": is incomplete at \"pages = 1 and\"",
                "title = 'x | \"title = 'x\": is incomplete at \"'x\""
            })
    void mistake_isNamed(String condition, String message) {
        assertThatThrownBy(() -> rewrite(Book.class, condition, joins()))
                .isInstanceOf(JpqlException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "type(this) = Car                | (TYPE(this_) = Car)",
                "type(this) in (Car, Truck)      | (TYPE(this_) IN(Car, Truck))",
                "treat(this as Car).doors = 5    | (TREAT(this_ AS Car).doors = 5)"
            })
    void typeOfARow_rewritten(String condition, String expected) {
        Joins joins = joins();
        String rewritten = rewrite(Vehicle.class, condition, joins);
        assertThat(rewritten).isEqualToIgnoringCase(expected);
        assertTaken(Vehicle.class, rewritten, joins);
    }

    @Test
    void parameters_areNumberedByUse_eachConditionFromItsOwnFirst() {
        Parameters parameters = new Parameters();
        Joins joins = joins();
        Jpql jpql = new Jpql(new EntityIds(provider.unit()), entity(Book.class));
        String first =
                jpql.condition("pages > ?2 and title = ?1 and author.email = ?1", parameters, joins, new TreeSet<>());
        parameters.nextCondition();
        String second = jpql.condition("title <> ?1 and author = :userId", parameters, joins, new TreeSet<>());
        assertThat(first).isEqualTo("(this_.pages > ?1 AND this_.title = ?2 AND this_c1_.email = ?3)");
        assertThat(second).isEqualTo("(this_.title <> ?4 AND this_c1_.id = ?5)");
        assertThat(parameters.uses())
                .containsExactly(
                        new Use(0, 2, null, false, false),
                        new Use(0, 1, null, false, false),
                        new Use(0, 1, null, false, false),
                        new Use(1, 1, null, false, false),
                        new Use(1, Parameters.USER_ID, Long.class, false, true));
    }

    private static Joins joins() {
        return new Joins("this_", "this_c");
    }

    /** With paths in the place of the aliases that stand for them. */
    private static String expanded(String rewritten, Joins joins) {
        String expanded = rewritten;
        String[] clauses = joins.clause().split(" left join ", -1);
        for (int i = clauses.length - 1; i > 0; i--) {
            expanded = expanded.replace(clauses[i].split(" ", 2)[1], clauses[i].split(" ", 2)[0]);
        }
        return expanded;
    }

    /** The parser has its own taste in blanks and capitals. */
    private static String words(String jpql) {
        return jpql.toLowerCase(Locale.ROOT).replaceAll("\\s+", "");
    }

    @Test
    void emptyList_holdsNothing() {
        Parameters parameters = new Parameters(List.of(Set.of(), Set.of(1)));
        Joins joins = joins();
        Jpql jpql = new Jpql(new EntityIds(provider.unit()), entity(Book.class));
        Set<String> touched = new TreeSet<>();
        jpql.condition("pages in ?1", parameters, joins, touched);
        parameters.nextCondition();
        String second = jpql.condition(
                "author.name in ?1 or not (pages not in (?1)) or pages in ?2", parameters, joins, touched);
        assertThat(second).isEqualTo("(1 = 0 OR NOT (1 = 1) OR this_.pages in ?2)");
        assertThat(touched).containsExactly("Author", "Book");
        assertTaken(Book.class, "(1 = 0 OR NOT (1 = 1) OR this_.pages in ?1)", joins);
    }

    private String rewrite(Class<?> type, String condition, Joins joins) {
        return new Jpql(new EntityIds(provider.unit()), entity(type))
                .condition(condition, new Parameters(), joins, new LinkedHashSet<>());
    }

    /** A provider checks a statement when it is made, or when it is run. */
    private void assertTaken(Class<?> type, String condition, Joins joins) {
        try (var entityManager = provider.unit().factory().createEntityManager()) {
            assertThat(entityManager.createQuery("select this_ from "
                            + entity(type).getName() + " this_" + joins.clause() + " where " + condition))
                    .isNotNull();
        }
    }

    private EntityTypes types() {
        return provider.unit().entities();
    }

    private EntityType<?> entity(Class<?> type) {
        return types().of(type);
    }
}
