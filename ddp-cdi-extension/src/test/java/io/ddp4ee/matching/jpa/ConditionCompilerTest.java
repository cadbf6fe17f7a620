package io.ddp4ee.matching.jpa;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

import jakarta.persistence.metamodel.EntityType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import io.ddp4ee.fixture.Provider;
import io.ddp4ee.fixture.Warehouse.Kind;
import io.ddp4ee.jpql.Joins;
import io.ddp4ee.jpql.Jpql;
import io.ddp4ee.jpql.Parameters;
import io.ddp4ee.matching.CompiledCondition;
import io.ddp4ee.matching.Place;
import io.ddp4ee.matching.Refusal.Reason;
import io.ddp4ee.matching.RefusedException;
import io.ddp4ee.persistence.EntityIds;
import io.ddp4ee.persistence.EntityManagerRows;
import io.ddp4ee.persistence.Unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ConditionCompilerTest {

    private static CompiledCondition compile(WarehouseDatabase database, String condition, Class<?>... types) {
        return compile(database.unit(), database.columns(), "Item", condition, types);
    }

    private static CompiledCondition compile(
            Unit unit, Columns columns, String entity, String condition, Class<?>... types) {
        EntityType<?> type = unit.entities().named(entity);
        Joins joins = new Joins(Jpql.ALIAS);
        String jpql = new Jpql(new EntityIds(unit), type)
                .condition(condition, new Parameters(), joins, new LinkedHashSet<>());
        return new ConditionCompiler(unit.entities(), columns).compile(type, joins.clause(), jpql, List.of(types));
    }

    /** In a database whose order of texts is ICU's. */
    private static Reason refused(String condition, Class<?>... types) {
        List<Reason> reasons = new ArrayList<>();
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> compile(WarehouseDatabase.HIBERNATE_ICU, condition, types))
                .satisfies(e -> reasons.add(e.refusal().reason()));
        return reasons.get(0);
    }

    @ParameterizedTest
    @EnumSource
    void condition_namesThePlacesOfItsValues(WarehouseDatabase database) {
        CompiledCondition compiled = compile(
                database,
                "maker.land.name = ?1 and detail.colour is null and ?2 not member of aliases"
                        + " and exists (select m from Mark m where m member of marks and m.name = ?3) and kind = ?4",
                String.class,
                String.class,
                String.class,
                Kind.class);

        assertThat(compiled.places().keySet())
                .containsExactlyInAnyOrder(
                        new Place("maker.land.name", null),
                        new Place("detail.colour", null),
                        new Place("aliases", ""),
                        new Place("marks", ""),
                        new Place("marks", "name"),
                        new Place("kind", null));
    }

    @Test
    void queryWithoutCondition_hasAllRows() {
        WarehouseDatabase database = WarehouseDatabase.HIBERNATE_C;

        assertThat(new ConditionCompiler(database.unit().entities(), database.columns())
                        .compile(database.unit().entities().named("Item"), "", "", List.of()))
                .isSameAs(CompiledCondition.ALWAYS);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "title < 'a'|COLLATION",
                "title between 'a' and 'b'|COLLATION",
                "code < 'a' and title > code and title < remark|COLLATION",
                "padded = 'a'|COLUMN",
                "mod(price, 2) = 1|EXPRESSION",
                "function('random') > 0.5|EXPRESSION",
                "day = current_date|EXPRESSION",
                "locate('a', title, 2) = 3|EXPRESSION",
                "sqrt(price) = 3|EXPRESSION",
                "detail is null|EXPRESSION",
                "case when amount = 1 then case when places = 2 then 3 else 4 end else 5 end = 6|EXPRESSION",
                "title member of aliases or amount = 1|CONVERSION",
                "not (title member of aliases)|CONVERSION",
                "title member of aliases and code member of aliases|CONVERSION",
                "amount - places - 1 = 5|CONVERSION",
                "size(aliases) = 2|EXPRESSION",
                "exists (select i from Item i where i.amount = amount)|SUBQUERY",
                "amount = (select max(i.amount) from Item i)|EXPRESSION",
                "amount > all (select i.amount from Item i)|EXPRESSION",
                "exists (select m from Mark m where m member of marks and exists"
                        + " (select n from Mark n where n member of marks and n.name = m.name))|SUBQUERY",
                "price + 1.5 = 3|TYPES",
                "active = 'true'|TYPES",
                "amount in (1, 2.5)|TYPES",
                "amount = 1.5|CONVERSION",
                "price = 9.99|CONVERSION",
                "price * 2 > 10|CONVERSION",
                "small > 100000|CONVERSION",
                "1 / small < exact|CONVERSION",
                "coalesce(amount, ratio) = 1|TYPES"
            })
    void conditionThatIsNotKnownToBeJudgedAlike_isRefused(String condition, Reason reason) {
        assertThat(refused(condition)).isEqualTo(reason);
    }

    @Test
    void orderOfTexts_isJudged_whereAColumnHasThatOfCodePoints() {
        assertThat(compile(WarehouseDatabase.HIBERNATE_ICU, "code < 'a'")
                        .places()
                        .keySet())
                .hasSize(1);
        assertThat(compile(WarehouseDatabase.HIBERNATE_ICU, "code < title")
                        .places()
                        .keySet())
                .hasSize(2);
        assertThat(compile(WarehouseDatabase.ECLIPSELINK_C, "title < 'a'")
                        .places()
                        .keySet())
                .hasSize(1);
    }

    @Test
    void parameterOfAClassThatIsNotKnown_isRefused() {
        assertThat(refused("amount = ?1", Object.class)).isEqualTo(Reason.PARAMETER);
        assertThat(refused("kind = ?1", String.class)).isEqualTo(Reason.TYPES);
    }

    @ParameterizedTest
    @CsvSource({"Times,duration is null,CONVERSION", "Vehicle,plate = 'a',EXPRESSION"})
    void mappingOrEntityOfAnotherKind_isRefused(String entity, String condition, Reason reason) throws Exception {
        Unit unit = Provider.HIBERNATE.unit();
        Collations collations =
                Provider.HIBERNATE.call(entityManager -> Collations.read(new EntityManagerRows(entityManager)));
        Columns columns = new DatabaseColumns(
                unit.entities(),
                work -> {
                    try {
                        return Provider.HIBERNATE.call(
                                entityManager -> work.apply(new EntityManagerRows(entityManager)));
                    } catch (RuntimeException e) {
                        throw e;
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                },
                collations);

        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> compile(unit, columns, entity, condition))
                .satisfies(e -> assertThat(e.refusal().reason()).isEqualTo(reason));
    }
}
