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
import io.ddp4ee.jpql.Path;
import io.ddp4ee.matching.CompiledCondition;
import io.ddp4ee.matching.Place;
import io.ddp4ee.matching.Refusal;
import io.ddp4ee.matching.Refusal.Reason;
import io.ddp4ee.matching.RefusedException;
import io.ddp4ee.matching.jpa.ConditionCompiler;
import io.ddp4ee.persistence.Unit;
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
            @Nullable Refusal refusal) {

        static Judgement of(Refusal refusal) {
            return new Judgement(null, Set.of(), null, refusal);
        }
    }

    private final Unit unit;
    private final WantedPlaces wanted;
    private final Map<Form, Judgement> judgements = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Form, Judgement> eldest) {
            return size() > MOST_FORMS;
        }
    });
    private ConditionCompiler compiler;

    Matchings(Unit unit, WantedPlaces wanted) {
        this.unit = unit;
        this.wanted = wanted;
    }

    /** On a thread that may wait, and that is in no transaction. */
    Way of(CompiledQuery compiled, Selection selection) {
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
                    judgement.projection()));
        } catch (RefusedException e) {
            return Way.rerun(e.refusal());
        }
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
        checkShape(compiled, shape);
        CompiledCondition condition =
                compiler().compile(entity, compiled.joins(), compiled.condition(), form.classes());
        Set<String> paths = new LinkedHashSet<>();
        Set<Reference> references = new LinkedHashSet<>();
        for (Place place : condition.places().keySet()) {
            if (place.element() != null) {
                throw new RefusedException(Reason.QUERY, place.path() + ", which has many values");
            }
            Path path = Path.resolve(entity, List.of(place.path().split("\\.")), unit.entities());
            if (!Followed.isFollowable(path, unit.entities())) {
                throw new RefusedException(Reason.QUERY, place.path() + ", whose changes would not be noticed");
            }
            paths.add(place.path());
            for (Followed followed : Followed.of(path, unit.entities())) {
                paths.add(followed.keyPath());
                references.add(new Reference(followed.path(), followed.target().getName(), followed.keyPath()));
            }
        }
        wanted.want(entity.getName(), paths);
        return new Judgement(
                condition,
                Set.copyOf(references),
                new Projection(
                        compiled.collection(),
                        shape.fieldNames(),
                        !shape.plurals().isEmpty()),
                null);
    }

    private void checkShape(CompiledQuery compiled, DocumentShape shape) {
        if (compiled.isWindow()) {
            throw new RefusedException(Reason.QUERY, "a limit, or an offset");
        }
        if (shape.id() != null || shape.isComputed()) {
            throw new RefusedException(Reason.QUERY, "documents that are not the row's own columns");
        }
        if (!Set.of(unit.entities().rootName(shape.entity())).containsAll(shape.touched())) {
            throw new RefusedException(Reason.QUERY, "documents with parts of other rows");
        }
    }

    private synchronized ConditionCompiler compiler() throws Exception {
        if (compiler == null) {
            compiler = ConditionCompiler.of(unit);
        }
        return compiler;
    }
}
