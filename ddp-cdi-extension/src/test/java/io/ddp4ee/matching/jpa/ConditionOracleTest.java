package io.ddp4ee.matching.jpa;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;

import jakarta.persistence.metamodel.EntityType;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.ddp4ee.binding.Binder;
import io.ddp4ee.binding.EjsonJsonb;
import io.ddp4ee.jpql.Jpql;
import io.ddp4ee.matching.BoundCondition;
import io.ddp4ee.matching.ConditionIndex;
import io.ddp4ee.matching.Refusal.Reason;
import io.ddp4ee.matching.RefusedException;
import io.ddp4ee.matching.jpa.ConditionGenerator.Generated;
import io.ddp4ee.matching.jpa.ReadRows.ReadRow;
import io.ddp4ee.matching.value.Truth;
import io.ddp4ee.matching.value.Unjudged;

import static org.assertj.core.api.Assertions.assertThat;

/** Generated conditions over generated rows: what is judged must be what PostgreSQL finds. */
class ConditionOracleTest {

    /** Of all databases together; each is judged on every row. */
    private static final int CONDITIONS = Integer.getInteger("ddp.conditions", 800);

    private static final int ITEMS = 60;
    private static final int AT_ONCE = 20;
    private static final Pattern MEMBER = Pattern.compile("(?i)(?<!not )member of this_\\.(aliases|sizes)");
    private static final Pattern CASE = Pattern.compile("(?i)\\bcase\\b");

    private final long seed = Long.getLong("ddp.conditions.seed", System.nanoTime());
    private final Map<Reason, Integer> refused = new EnumMap<>(Reason.class);
    private final Set<String> refusals = new LinkedHashSet<>();
    private final List<String> differences = new ArrayList<>();
    private RuntimeException lastError;
    private int unfit;
    private int judged;
    private int failed;
    private int truths;
    private int unjudged;
    private int keyed;
    private int candidates;

    private WarehouseDatabase database;
    private EntityType<?> entity;
    private Map<Long, ReadRow> rows;

    private record Judged(Prepared prepared, BoundCondition condition) {}

    @ParameterizedTest
    @EnumSource
    void judgedCondition_isTrueWherePostgresFindsIt(WarehouseDatabase of) {
        database = of;
        entity = database.unit().entities().named("Item");
        Random random = new Random(seed);
        new GeneratedItems(random).store(database, ITEMS);
        Columns columns = database.columns();
        rows = new ReadRows(database, entity, columns)
                .with(
                        "title", "code", "remark", "amount", "places", "total", "small", "price", "exact", "ratio",
                        "share")
                .with("active", "day", "moment", "instant", "number", "kind", "rank", "detail.colour", "detail.weight")
                .with("maker.id", "maker.name", "maker.rating", "maker.land.name", "seller.id", "seller.land.code")
                .with("seller.land.population")
                .withElements("aliases", "")
                .withElements("sizes", "")
                .withElements("marks", "id", "name", "weight")
                .rows();
        ConditionGenerator generator = new ConditionGenerator(random);
        ConditionCompiler compiler = new ConditionCompiler(database.unit().entities(), columns);
        Binder binder = new Binder(EjsonJsonb.create());
        int conditions = CONDITIONS / WarehouseDatabase.values().length;
        List<Judged> batch = new ArrayList<>();
        for (int i = 0; i < conditions; i++) {
            Generated generated = generator.next();
            try {
                Prepared prepared = Prepared.of(database, entity, binder, generated);
                batch.add(new Judged(prepared, prepared.bind(compiler, entity)));
            } catch (RefusedException e) {
                refused.merge(e.refusal().reason(), 1, Integer::sum);
                refusals.add(e.refusal().reason() + " " + e.refusal().detail());
            } catch (RuntimeException e) {
                unfit++;
                refusals.add("UNFIT " + generated + " " + e);
            }
            if (batch.size() == AT_ONCE || i == conditions - 1) {
                compare(batch);
                batch.clear();
            }
        }
        System.out.println("conditions: seed " + seed + ", " + database + ": " + conditions + ", judged " + judged
                + ", refused " + refused + ", unfit for the provider " + unfit + ", errors of the database " + failed
                + "; of " + truths + " rows " + unjudged + " left to the database; keyed " + keyed
                + ", candidates per row and keyed condition " + (double) candidates / (keyed * ITEMS));
        if (Boolean.getBoolean("ddp.conditions.refusals")) {
            refusals.forEach(System.out::println);
            differences.forEach(one -> System.out.println("DIFF " + one));
        }
        assertThat(differences).isEmpty();
        assertThat(judged).isGreaterThan(conditions / 4);
    }

    private void compare(List<Judged> batch) {
        ConditionIndex<Judged> index = new ConditionIndex<>();
        for (Judged one : batch) {
            index.add(one, one.condition());
            keyed += one.condition().keys().isPresent() ? 1 : 0;
        }
        Map<Long, Set<Judged>> found = new LinkedHashMap<>();
        rows.forEach((id, row) -> found.put(id, index.candidates(row)));
        List<Judged> together = batch.stream().filter(one -> !isAskedAlone(one)).toList();
        List<Map<Long, Truth>> all = together.isEmpty() ? null : ask(together, "");
        for (Judged one : batch) {
            judged++;
            truths += rows.size();
            unjudged += left(one).size();
            Map<Long, Truth> truthsOf = all != null && !isAskedAlone(one) ? all.get(together.indexOf(one)) : alone(one);
            truthsOf.forEach((id, truth) -> compare(one, id, truth));
            truthsOf.forEach((id, truth) -> {
                boolean isCandidate = found.get(id).contains(one);
                candidates += isCandidate && one.condition().keys().isPresent() ? 1 : 0;
                assertThat(isCandidate || truth != Truth.TRUE)
                        .as(() -> "seed " + seed + ", key of " + one.prepared() + " for " + id)
                        .isTrue();
            });
        }
    }

    private void compare(Judged judged, long id, Truth truth) {
        if (mine(judged, id) != truth) {
            differences.add("seed " + seed + ", " + database + ": judged " + mine(judged, id) + ", found " + truth
                    + ": " + judged.prepared() + " for " + rows.get(id));
        }
    }

    /** Null if that is left to the database. */
    private Truth mine(Judged judged, long id) {
        try {
            return judged.condition().truth(rows.get(id));
        } catch (Unjudged e) {
            return null;
        }
    }

    private List<Long> left(Judged judged) {
        return rows.keySet().stream().filter(id -> mine(judged, id) == null).toList();
    }

    private static String list(List<Long> ids) {
        return ids.toString().replace('[', '(').replace(']', ')');
    }

    /** EclipseLink confuses the cases of one within another, and joins for members of collections. */
    private static boolean isAskedAlone(Judged judged) {
        String condition = judged.prepared().condition();
        return CASE.matcher(condition).find() || MEMBER.matcher(condition).find();
    }

    /** What fails is asked for each row; what fails for a single row must not be judged. */
    private Map<Long, Truth> alone(Judged judged) {
        List<Map<Long, Truth>> truthsOf = isAskedAlone(judged) ? null : ask(List.of(judged), "");
        if (truthsOf != null) {
            return truthsOf.get(0);
        }
        Map<Long, Truth> where = askByWhere(judged);
        if (where != null) {
            return where;
        }
        failed++;
        Map<Long, Truth> each = new LinkedHashMap<>();
        List<Long> failures = new ArrayList<>();
        for (Long id : isAskedAlone(judged) ? List.<Long>of() : rows.keySet()) {
            List<Map<Long, Truth>> one = ask(List.of(judged), " where this_.id = " + id);
            if (one == null) {
                failures.add(id);
            } else {
                each.putAll(one.get(0));
            }
        }
        // What fails for all, whatever they are, is never live.
        assertThat(failures)
                .as(() -> "seed " + seed + ", an error, but judged: " + judged.prepared() + " " + lastError)
                .satisfiesAnyOf(list -> assertThat(list).isEmpty(), list -> assertThat(list)
                        .hasSize(rows.size()));
        refusals.add("FAILS " + judged.prepared() + " " + lastError);
        return each;
    }

    /** In two statements, as live queries ask. Null if one fails. */
    private Map<Long, Truth> askByWhere(Judged judged) {
        Prepared prepared = judged.prepared();
        List<Long> left = left(judged);
        String select = "select this_.id from Item " + Jpql.ALIAS + prepared.joins() + " where "
                + (left.isEmpty() ? "" : "this_.id not in " + list(left) + " and ");
        try {
            List<Object[]> in = database.select(select + prepared.condition(), prepared.values());
            boolean isMember = MEMBER.matcher(prepared.condition()).find();
            List<Object[]> out =
                    isMember ? List.of() : database.select(select + "not " + prepared.condition(), prepared.values());
            Map<Long, Truth> truthsOf = new LinkedHashMap<>();
            for (Long id : rows.keySet()) {
                Truth mine = mine(judged, id);
                if (mine != null) {
                    // Of a join nothing can be asked but what it has.
                    truthsOf.put(id, isMember && mine == Truth.FALSE ? mine : Truth.UNKNOWN);
                }
            }
            in.forEach(row -> truthsOf.replace((Long) row[0], Truth.TRUE));
            out.forEach(row -> truthsOf.replace((Long) row[0], Truth.FALSE));
            return truthsOf;
        } catch (RuntimeException e) {
            // Whatever it is: providers fail in many ways.
            lastError = e;
            return null;
        }
    }

    /** Null if the statement fails. */
    private List<Map<Long, Truth>> ask(List<Judged> batch, String where) {
        StringBuilder selected = new StringBuilder("select this_.id");
        StringBuilder joins = new StringBuilder();
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            Judged judged = batch.get(i);
            Prepared prepared = judged.prepared();
            String condition = renumbered(prepared.condition(), values.size());
            values.addAll(prepared.values());
            String again = renumbered(prepared.condition(), values.size());
            values.addAll(prepared.values());
            String unique = "j" + i + "_";
            // Rows that are left to the database are left out here, since most of them would be errors.
            String isLeft = left(judged).isEmpty() ? "" : " when this_.id in " + list(left(judged)) + " then 3";
            selected.append(
                    (", case" + isLeft + " when " + condition + " then 1 when not " + again + " then 0 else 2 end")
                            .replace("this_c", unique)
                            .replaceAll("\\bm(\\d+)_", "m" + i + "_$1_")
                            .replaceAll("\\bm\\b", "m" + i + "_"));
            joins.append(prepared.joins().replace("this_c", unique));
        }
        String jpql = selected + " from Item " + Jpql.ALIAS + joins + where;
        try {
            List<Map<Long, Truth>> truthsOf = new ArrayList<>();
            batch.forEach(one -> truthsOf.add(new LinkedHashMap<>()));
            for (Object[] row : database.select(jpql, values)) {
                for (int i = 0; i < batch.size(); i++) {
                    int number = ((Number) row[i + 1]).intValue();
                    if (number < 3) {
                        truthsOf.get(i).put((Long) row[0], number == 2 ? Truth.UNKNOWN : Truth.of(number == 1));
                    }
                }
            }
            return truthsOf;
        } catch (RuntimeException e) {
            // Whatever it is: providers fail in many ways.
            lastError = e;
            return null;
        }
    }

    private static String renumbered(String condition, int by) {
        return Pattern.compile("\\?(\\d+)")
                .matcher(condition)
                .replaceAll(match -> "?" + (Integer.parseInt(match.group(1)) + by));
    }
}
