package io.ddp4ee.mutation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import io.ddp4ee.CollectionRules;
import io.ddp4ee.DdpException;
import io.ddp4ee.binding.Binder;
import io.ddp4ee.binding.EjsonJsonb;
import io.ddp4ee.document.DocumentSelect;
import io.ddp4ee.document.DocumentShape;
import io.ddp4ee.ejson.Ejson;
import io.ddp4ee.fixture.Identified.Person;
import io.ddp4ee.fixture.Provider;
import io.ddp4ee.fixture.Writable.Crate;
import io.ddp4ee.fixture.Writable.Place;
import io.ddp4ee.fixture.Writable.Step;
import io.ddp4ee.fixture.Writable.Task;
import io.ddp4ee.fixture.Writable.Veiled;
import io.ddp4ee.method.MethodDefinition;
import io.ddp4ee.persistence.EntityManagerRows;
import io.ddp4ee.persistence.Transactions.Work;
import io.ddp4ee.problem.Problems;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Tasks and others that clients write, on both providers. */
@ParameterizedClass
@EnumSource(Provider.class)
abstract class Written {

    static final Ejson EJSON = new Ejson();

    @Parameter
    Provider provider;

    @BeforeEach
    void fill() throws Exception {
        provider.empty();
        Person ann = Person.of("ann17", "Ann");
        Task task = new Task();
        task.id = "t1";
        task.title = "Paint";
        task.priority = 3;
        task.total = 7;
        task.owner = ann;
        task.place = new Place();
        task.place.city = "Rome";
        task.place.secret = "kept";
        task.labels.addAll(List.of("red", "blue"));
        task.steps.addAll(List.of(step("a", 1), step("b", 2)));
        task.lot = 5L;
        task.totals.addAll(List.of(5L, 6L));
        Crate crate = new Crate();
        crate.code = "p";
        crate.weight = 7;
        task.crates.add(crate);
        task.counts.put("x", 1);
        Veiled veiled = new Veiled();
        veiled.shown = "s";
        veiled.hidden = "h";
        task.veiled.add(veiled);
        provider.store(ann, Person.of("ben17", "Ben"), task);
    }

    static Step step(String text, int stars) {
        Step step = new Step();
        step.text = text;
        step.stars = stars;
        return step;
    }

    static <E> CollectionRules<E> open(Class<E> entity) {
        return CollectionRules.of(entity)
                .allowInsert((session, document) -> true)
                .allowUpdate((session, document, fields, modifier) -> true)
                .allowRemove((session, document) -> true);
    }

    void refused(int error, String reason, CollectionRules<?> rules, String method, String... parameters) {
        assertThatThrownBy(() -> call(rules, method, parameters)).isInstanceOfSatisfying(DdpException.class, e -> {
            assertThat(e.error()).isEqualTo(error);
            assertThat(e.reason()).isEqualTo(reason);
        });
    }

    Object call(CollectionRules<?> rules, String method, String... parameters) throws Exception {
        return call(null, rules, method, parameters);
    }

    Object call(String userId, CollectionRules<?> rules, String method, String... parameters) throws Exception {
        Problems problems = new Problems();
        Mutations mutations = mutations(problems);
        mutations.open(rules, "", "here");
        problems.throwIfAny();
        List<Object> values = new ArrayList<>();
        for (String parameter : parameters) {
            values.add(parse(parameter));
        }
        MethodDefinition definition = mutations.methods().stream()
                .filter(one -> one.name().endsWith("/" + method))
                .findFirst()
                .orElseThrow();
        return definition.target().call(Caller.of(userId), values);
    }

    Object read(Work<Object> work) throws Exception {
        return provider.call(work);
    }

    Mutations mutations(Problems problems) {
        return new Mutations(
                List.of(provider.shapes()),
                new Binder(EjsonJsonb.create()),
                type -> {
                    try {
                        return type.getDeclaredConstructor().newInstance();
                    } catch (ReflectiveOperationException e) {
                        throw new IllegalStateException(e);
                    }
                },
                problems);
    }

    static Object parse(String text) throws Exception {
        return EJSON.parse(text.replace('\'', '"'));
    }

    Map<String, Object> task() throws Exception {
        return document(Task.class, "t1");
    }

    @SuppressWarnings("unchecked")
    Map<String, Object> document(Class<?> entity, String id) throws Exception {
        DocumentShape shape = provider.shapes().of(provider.unit().entities().of(entity), "");
        List<Object> key = shape.key().parse(id);
        String text = provider.call(entityManager -> new DocumentSelect(shape)
                .readKeys(new EntityManagerRows(entityManager), List.of(key))
                .get(0)
                .document()
                .fields()
                .text());
        return (Map<String, Object>) EJSON.parse(text);
    }
}
