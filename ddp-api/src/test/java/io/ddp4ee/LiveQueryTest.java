package io.ddp4ee;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LiveQueryTest {

    private static final class Book {}

    private static final class Author {}

    private static final LiveQuery BOOKS = LiveQuery.of(Book.class);

    @Test
    void everyCall_leavesTheQueryAsItWas() {
        BOOKS.and("price < ?1", 10);
        BOOKS.fields("title");
        BOOKS.except("price");
        BOOKS.orderBy("title");
        BOOKS.limit(1);
        BOOKS.offset(1);
        BOOKS.into("cheap");
        BOOKS.count("books");

        assertThat(BOOKS).isEqualTo(LiveQuery.of(Book.class));
        assertThat(BOOKS.conditions()).isEmpty();
        assertThat(BOOKS.fields()).isEmpty();
        assertThat(BOOKS.except()).isEmpty();
        assertThat(BOOKS.order()).isEmpty();
        assertThat(BOOKS.limit()).isEmpty();
        assertThat(BOOKS.offset()).isZero();
        assertThat(BOOKS.collection()).isEmpty();
        assertThat(BOOKS.count()).isEmpty();
    }

    @Test
    void count_isOfTheConditions_inItsCollection() {
        LiveQuery count = BOOKS.into("tallies").count("cheap").and("price < ?1", 10);
        assertThat(count.count()).isEqualTo("cheap");
        assertThat(count.collection()).isEqualTo("tallies");
        assertThat(count).isNotEqualTo(BOOKS.into("tallies").and("price < ?1", 10));
        assertThat(count).hasToString("Book where price < ?1 [10] counted as cheap into tallies");
    }

    @Test
    void countOfLessThanAllRows_refusedInEitherOrder() {
        List<UnaryOperator<LiveQuery>> others = List.of(
                query -> query.fields("title"),
                query -> query.except("title"),
                query -> query.orderBy("title"),
                query -> query.limit(1),
                query -> query.offset(1));
        for (UnaryOperator<LiveQuery> other : others) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> other.apply(BOOKS).count("books"))
                    .withMessageContaining("count(\"books\") counts all rows");
            assertThatIllegalArgumentException().isThrownBy(() -> other.apply(BOOKS.count("books")));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> BOOKS.count(" "));
    }

    @Test
    void everyCall_keepsWhatWasSaidBefore() {
        LiveQuery query = LiveQuery.of(Book.class, "price < ?1", 10)
                .fields("title")
                .except("price")
                .orderBy("title desc")
                .limit(5)
                .offset(2)
                .into("cheap")
                .and("author.email = ?1", "a@b.c");

        assertThat(query.entity()).isEqualTo(Book.class);
        assertThat(query.conditions())
                .containsExactly(
                        new LiveQuery.Condition("price < ?1", List.of(10)),
                        new LiveQuery.Condition("author.email = ?1", List.of("a@b.c")));
        assertThat(query.fields()).containsExactly("title");
        assertThat(query.except()).containsExactly("price");
        assertThat(query.order()).containsExactly("title desc");
        assertThat(query.limit()).isEqualTo(OptionalInt.of(5));
        assertThat(query.offset()).isEqualTo(2);
        assertThat(query.collection()).isEqualTo("cheap");
    }

    @Test
    void repeatedCalls_addInOrder() {
        LiveQuery query = BOOKS.fields("a")
                .fields("b", "c")
                .except("d")
                .except("e")
                .orderBy("f")
                .orderBy("g");

        assertThat(query.fields()).containsExactly("a", "b", "c");
        assertThat(query.except()).containsExactly("d", "e");
        assertThat(query.order()).containsExactly("f", "g");
    }

    @Test
    void lists_cannotBeChanged() {
        LiveQuery query = BOOKS.and("price < ?1", 10).fields("a").except("b").orderBy("c");

        assertThatThrownBy(() -> query.conditions().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> query.conditions().get(0).arguments().clear())
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> query.fields().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> query.except().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> query.order().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void collectionsAndArgumentArrays_areCopied() {
        List<String> genres = new ArrayList<>(List.of("crime"));
        Object[] arguments = {genres, 10};
        LiveQuery query = LiveQuery.of(Book.class, "genre in ?1 and price < ?2", arguments);
        genres.add("poetry");
        arguments[1] = 20;

        assertThat(query.conditions().get(0).arguments()).containsExactly(List.of("crime"), 10);
        assertThatThrownBy(
                        () -> ((List<?>) query.conditions().get(0).arguments().get(0)).clear())
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void equalStates_areEqualValues() {
        LiveQuery one =
                LiveQuery.of(Book.class, "price < ?1", 10).orderBy("title").limit(3);
        LiveQuery same = LiveQuery.of(Book.class).limit(3).and("price < ?1", 10).orderBy("title");

        assertThat(one).isEqualTo(same).hasSameHashCodeAs(same);
    }

    @Test
    void everyDifference_tellsQueriesApart() {
        assertThat(List.of(
                        BOOKS,
                        LiveQuery.of(Author.class),
                        BOOKS.and("price < 1"),
                        BOOKS.and("price < ?1"),
                        BOOKS.and("price < ?1", 1),
                        BOOKS.and("price < ?1", 1L),
                        BOOKS.and("price < ?1", 1, 2),
                        BOOKS.fields("a"),
                        BOOKS.except("a"),
                        BOOKS.orderBy("a"),
                        BOOKS.orderBy("a", "b"),
                        BOOKS.limit(1),
                        BOOKS.limit(2),
                        BOOKS.offset(1),
                        BOOKS.into("a")))
                .doesNotHaveDuplicates();
        assertThat(BOOKS.equals((Object) "Book")).isFalse();
    }

    @Test
    void and_everyConditionIsNumberedFromItsOwnFirst() {
        LiveQuery query = BOOKS.and("a = ?1 and b = ?10 and c = '?1'", 1).and("d = ?1", 2);

        assertThat(query.conditions())
                .extracting(LiveQuery.Condition::text, LiveQuery.Condition::arguments)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("a = ?1 and b = ?10 and c = '?1'", List.of(1)),
                        org.assertj.core.groups.Tuple.tuple("d = ?1", List.of(2)));
    }

    @Test
    void nullArgumentArray_refusedWithWhatToWrite() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LiveQuery.of(Book.class, "price < ?1", (Object[]) null))
                .withMessage("The arguments of \"price < ?1\" are a null array: pass nothing to leave ?1 to the"
                        + " subscription, or (Object) null for a null argument");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "genre = ?1|genre is null",
                "this.author.email=?1|this.author.email is null",
                "genre <> ?1|genre is not null",
                "genre != ?1|genre is not null",
                "?1 = genre|genre is null",
                "?1 <> genre|genre is not null",
                "lower(genre) = ?1|... is null",
                "title = '?1' and genre = ?1|genre is null",
                "title = 'it''s = ' and genre = ?1|genre is null"
            })
    void nullComparedByEquality_refusedWithWhatToWrite(String condition, String instead) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LiveQuery.of(Book.class, condition, (Object) null))
                .withMessage("\"" + condition + "\" with null for ?1 is true for no row, since null equals nothing in"
                        + " SQL: write \"" + instead + "\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "genre = coalesce(?1, genre)",
                "genre = ?10",
                "?10 = genre",
                "genre = ?2",
                "price <= ?1",
                "price >= ?1",
                "?1 is null",
                "title = 'x = ?1'"
            })
    void nullInAnotherPlace_isAnArgument(String condition) {
        LiveQuery query = LiveQuery.of(Book.class, condition, null, "x");

        assertThat(query.conditions().get(0).arguments()).isEqualTo(Arrays.asList(null, "x"));
    }

    @Test
    void secondArgumentNull_namesTheSecond() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LiveQuery.of(Book.class, "price < ?1 and genre = ?2", 1, null))
                .withMessageContaining("with null for ?2")
                .withMessageEndingWith("write \"genre is null\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "\n"})
    void blankCondition_refused(String condition) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BOOKS.and(condition))
                .withMessage("The condition of a live query is blank: leave it out");
    }

    @Test
    void impossibleNumbers_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BOOKS.limit(0))
                .withMessage("limit(0): a live query needs room for one row at least");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BOOKS.offset(-1))
                .withMessage("offset(-1): rows are counted from 0");
        assertThat(BOOKS.offset(0)).isEqualTo(BOOKS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "title",
                "author.name",
                "title asc",
                "title DESC",
                "title nulls first",
                " author.name  desc  NULLS  last ",
                "année"
            })
    void orderBy_takesPathsWithDirections(String path) {
        assertThat(BOOKS.orderBy(path).order()).containsExactly(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "title, price",
                "title ascending",
                "lower(title)",
                "title nulls",
                "title nulls first desc",
                "title; drop table book",
                "?1",
                "author..name",
                ".title"
            })
    void orderBy_takesNothingElse(String path) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BOOKS.orderBy("title", path))
                .withMessage("orderBy(\"" + path
                        + "\"): write an attribute path, then asc or desc, then nulls first or nulls last");
    }

    @Test
    void blankCollection_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> BOOKS.into(" "));
    }

    @Test
    void missingPieces_refusedWhereTheyAreMissing() {
        assertThatNullPointerException().isThrownBy(() -> LiveQuery.of(null));
        assertThatNullPointerException().isThrownBy(() -> BOOKS.and(null));
        assertThatNullPointerException().isThrownBy(() -> BOOKS.fields((String) null));
        assertThatNullPointerException().isThrownBy(() -> BOOKS.except((String) null));
        assertThatNullPointerException().isThrownBy(() -> BOOKS.orderBy((String) null));
        assertThatNullPointerException().isThrownBy(() -> BOOKS.into(null));
    }

    @Test
    void toString_readsLikeTheQuery() {
        LiveQuery query = LiveQuery.of(Book.class, "price < ?1", 10)
                .and("title like 'A%'")
                .orderBy("title", "price desc")
                .limit(3)
                .offset(1)
                .into("cheap");

        assertThat(query)
                .hasToString("Book where price < ?1 [10] and title like 'A%' order by title, price desc limit 3"
                        + " offset 1 into cheap");
    }
}
