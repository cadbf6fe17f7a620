package io.ddp4ee.query.jpa;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.annotation.Nullable;
import jakarta.persistence.metamodel.EntityType;

import io.ddp4ee.document.DocumentSelect.Selection;
import io.ddp4ee.document.DocumentShape;
import io.ddp4ee.matching.CompiledCondition;
import io.ddp4ee.matching.Place;
import io.ddp4ee.matching.Refusal;
import io.ddp4ee.matching.Refusal.Reason;
import io.ddp4ee.matching.RefusedException;
import io.ddp4ee.matching.RowOrder;
import io.ddp4ee.matching.jpa.ConditionCompiler;
import io.ddp4ee.persistence.Alterations;
import io.ddp4ee.persistence.Unit;
import io.ddp4ee.query.Keeping;
import io.ddp4ee.query.Matching;
import io.ddp4ee.query.Projection;
import io.ddp4ee.query.Reference;
import io.ddp4ee.wanted.Followed;
import io.ddp4ee.wanted.WantedPlaces;

/**
 * Finds out which queries can be judged in memory: each form once, for the classes that its values have. Whatever is not
 * known to be so is run again. Safe for use by several threads.
 */
final class Matchings {

    private static final Logger LOG = System.getLogger(Matchings.class.getName());

    private static final int MOST_FORMS = 1000;

    private static final Refusal NO_ANSWER =
            new Refusal(Reason.COLUMN, "the database did not answer when it was asked");

    private record Form(CompiledQuery compiled, List<Class<?>> classes) {}

    /** What all queries of a form have. */
    private record Judgement(
            @Nullable CompiledCondition condition,
            Set<Reference> references,
            @Nullable Projection projection,
            @Nullable RowOrder order,
            @Nullable Refusal refusal) {

        static Judgement of(Refusal refusal) {
            return new Judgement(null, Set.of(), null, null, refusal);
        }
    }

    private final Unit unit;
    private final WantedPlaces wanted;
    private final Alterations alterations;
    private final Map<Form, Judgement> judgements = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Form, Judgement> eldest) {
            return size() > MOST_FORMS;
        }
    });
    private ConditionCompiler compiler;

    Matchings(Unit unit, WantedPlaces wanted, Alterations alterations) {
        this.unit = unit;
        this.alterations = alterations;
        this.wanted = wanted;
    }

    /** On a thread that may wait, and that is in no transaction. */
    Way of(CompiledQuery compiled, Selection selection, @Nullable Keeping.Count count) {
        try {
            Judgement judgement = judgement(new Form(compiled, classes(selection.parameters())));
            if (judgement.refusal() != null) {
                return Way.rerun(judgement.refusal());
            }
            DocumentShape shape = compiled.select().shape();
            return Way.matched(new Matching(
                    shape.entity().getName(),
                    judgement.condition().bind(selection.parameters()),
                    judgement.references(),
                    judgement.projection(),
                    keeping(judgement.order(), selection, count)));
        } catch (RefusedException e) {
            return Way.rerun(e.refusal());
        }
    }

    private static Keeping keeping(@Nullable RowOrder order, Selection selection, @Nullable Keeping.Count count) {
        if (count != null) {
            return count;
        }
        return order == null ? Keeping.ALL : new Keeping.Window(order, selection.offset(), selection.limit());
    }

    private static List<Class<?>> classes(List<?> values) {
        List<Class<?>> classes = new ArrayList<>();
        for (Object value : values) {
            List<?> all = value instanceof List<?> list ? list : Collections.singletonList(value);
            if (all.isEmpty() || all.contains(null)) {
                throw new RefusedException(Reason.PARAMETER, "null, or a list of nothing");
            }
            Class<?> type = all.get(0).getClass();
            if (all.stream().anyMatch(one -> one.getClass() != type)) {
                throw new RefusedException(Reason.PARAMETER, "a list of several types");
            }
            classes.add(type);
        }
        return classes;
    }

    /** Asked twice at the same time, the database says the same; a failure to ask it says nothing about the next time. */
    private Judgement judgement(Form form) {
        Judgement known = judgements.get(form);
        if (known != null) {
            return known;
        }
        try {
            Judgement judgement = compile(form);
            judgements.put(form, judgement);
            return judgement;
        } catch (RefusedException e) {
            Judgement refused = Judgement.of(e.refusal());
            judgements.put(form, refused);
            return refused;
        } catch (Exception e) {
            LOG.log(Level.DEBUG, "Whether a live query can be judged in memory is not known", e);
            return Judgement.of(NO_ANSWER);
        }
    }

    private Judgement compile(Form form) throws Exception {
        CompiledQuery compiled = form.compiled();
        DocumentShape shape = compiled.select().shape();
        EntityType<?> entity = shape.entity();
        checkShape(shape);
        checkUnaltered(entity, List.of());
        CompiledCondition condition =
                compiler().compile(entity, compiled.joins(), compiled.condition(), form.classes());
        RowOrder order = compiled.isWindow() ? order(compiled.order(), entity) : null;
        Set<Place> asked = new LinkedHashSet<>(condition.places().keySet());
        if (order != null) {
            order.types().keySet().forEach(path -> asked.add(new Place(path, null)));
        }
        if (shape.fieldNames().isEmpty()) {
            // Without documents rows are known to be there by their keys.
            asked.add(new Place(String.join(".", shape.key().parts().get(0).path()), null));
        }
        Set<Place> places = new LinkedHashSet<>();
        Set<Reference> references = new LinkedHashSet<>();
        for (Place place : asked) {
            String obstacle = Followed.obstacle(entity, place, unit.entities());
            if (obstacle != null) {
                throw new RefusedException(Reason.QUERY, obstacle);
            }
            Place told = Followed.told(entity, place, unit.entities());
            checkUnaltered(entity, told.names());
            places.add(told);
            for (Followed followed : Followed.of(entity, told, unit.entities())) {
                places.add(followed.keyPlace());
                references.add(new Reference(
                        followed.place(), followed.target().getName(), followed.keyPlace(), followed.isElsewhere()));
            }
        }
        wanted.want(entity.getName(), places);
        return new Judgement(
                condition,
                Set.copyOf(references),
                new Projection(
                        compiled.collection(),
                        shape.collection(),
                        shape.fieldNames(),
                        !shape.plurals().isEmpty()),
                order,
                null);
    }

    private RowOrder order(OrderClause clause, EntityType<?> entity) throws Exception {
        List<RowOrder.Part> parts = new ArrayList<>();
        for (OrderClause.Part part : clause.parts()) {
            parts.add(new RowOrder.Part(
                    part.path(), compiler().ordered(entity, part.path()), part.isDescending(), part.isNullsFirst()));
        }
        return new RowOrder(parts);
    }

    private void checkShape(DocumentShape shape) {
        if (shape.id() != null || shape.isComputed()) {
            throw new RefusedException(Reason.QUERY, "documents that are not the row's own columns");
        }
        if (!Set.of(unit.entities().rootName(shape.entity())).containsAll(shape.touched())) {
            throw new RefusedException(Reason.QUERY, "documents with parts of other rows");
        }
    }

    private void checkUnaltered(EntityType<?> entity, List<String> names) {
        alterations.along(entity, names).ifPresent(alteration -> {
            throw new RefusedException(Reason.CONVERSION, alteration);
        });
    }

    private synchronized ConditionCompiler compiler() throws Exception {
        if (compiler == null) {
            compiler = ConditionCompiler.of(unit);
        }
        return compiler;
    }
}
