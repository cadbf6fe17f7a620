package io.ddp4ee.query.jpa;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.ddp4ee.LiveQuery;
import io.ddp4ee.binding.Binder;
import io.ddp4ee.binding.EjsonJsonb;
import io.ddp4ee.fixture.Provider;
import io.ddp4ee.fixture.Shop.Book;
import io.ddp4ee.matching.ConditionIndex;
import io.ddp4ee.matching.Row;
import io.ddp4ee.query.Matching;
import io.ddp4ee.wanted.WantedPlaces;

import static org.assertj.core.api.Assertions.assertThat;

/** A condition on who may see a row is one key of an index for each user, whatever else a publication asks for. */
class VisibilityIndexTest {

    private static final int USERS = 10_000;

    private record Values(Map<String, Object> values) implements Row {
        @Override
        public Object value(String path) {
            return values.get(path);
        }

        @Override
        public List<Row> elements(String path) {
            throw new AssertionError("There are none");
        }
    }

    @ParameterizedTest
    @EnumSource
    void manyUsers_areManyKeys_andARowIsLookedAtByThoseWhoMaySeeIt(Provider provider) throws Exception {
        provider.empty();
        EntityQueries queries = new EntityQueries(
                provider.unit(),
                provider.shapes(),
                new Binder(EjsonJsonb.create()),
                new WantedPlaces(),
                (root, names) -> Optional.empty());
        LiveQuery visible = LiveQuery.of(Book.class, "pages < 400 or pages is null")
                .and("author.email = :userId")
                .fields("title");
        ConditionIndex<String> index = new ConditionIndex<>();
        for (int user = 0; user < USERS; user++) {
            Matching matching = queries.bind(visible, List.of(), "user" + user)
                    .orElseThrow()
                    .matching();
            index.add("user" + user, matching.condition());
        }

        assertThat(index.size()).isEqualTo(USERS);
        assertThat(index.sizeWithoutKeys()).isZero();
        assertThat(index.candidates(new Values(Map.of("author.email", "user77", "pages", 300))))
                .containsExactly("user77");
        assertThat(index.candidates(new Values(Map.of("pages", 300)))).isEmpty();
    }
}
