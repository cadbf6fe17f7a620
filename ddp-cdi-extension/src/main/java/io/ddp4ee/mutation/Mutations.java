package io.ddp4ee.mutation;

import java.lang.reflect.Modifier;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import io.ddp4ee.CollectionRules;
import io.ddp4ee.CollectionRules.Write;
import io.ddp4ee.binding.Binder;
import io.ddp4ee.document.DocumentShape;
import io.ddp4ee.document.DocumentShapes;
import io.ddp4ee.method.MethodDefinition;
import io.ddp4ee.problem.Problems;
import io.ddp4ee.security.Access;

/** The mutation methods of the collections that have rules. */
public final class Mutations {

    private final List<DocumentShapes> units;
    private final ValueBinder binder;
    private final Problems problems;
    private final Map<String, String> places = new LinkedHashMap<>();
    private final Map<String, MethodDefinition> methods = new LinkedHashMap<>();

    /** @param instances makes JSON-B adapters */
    public Mutations(List<DocumentShapes> units, Binder binder, Function<Class<?>, ?> instances, Problems problems) {
        this.units = List.copyOf(units);
        this.binder = new ValueBinder(binder, instances);
        this.problems = problems;
    }

    /**
     * Opens a collection.
     *
     * @param collection its name; empty for the only one that the entity has
     * @param place where the rules are declared
     */
    public void open(CollectionRules<?> rules, String collection, String place) {
        for (DocumentShapes shapes : units) {
            List<DocumentShape> found = shapes.all().stream()
                    .filter(shape -> shape.entity().getJavaType() == rules.entity())
                    .filter(shape -> collection.isEmpty() || shape.collection().equals(collection))
                    .toList();
            if (found.size() > 1) {
                problems.add(place + " has rules for " + rules.entity().getName() + ", which has the collections "
                        + String.join(
                                ", ",
                                found.stream().map(DocumentShape::collection).toList())
                        + ": say which, with @DdpCollection(\"...\").");
                return;
            }
            if (!found.isEmpty()) {
                open(rules, found.get(0), shapes, place);
                return;
            }
        }
        problems.add(place + " has rules for " + rules.entity().getName() + ", which has no collection"
                + (collection.isEmpty() ? "" : " \"" + collection + "\"")
                + ": give it one, with @DdpCollection on the class or a DocumentMapping of it.");
    }

    private void open(CollectionRules<?> rules, DocumentShape shape, DocumentShapes shapes, String place) {
        String other = places.putIfAbsent(shape.collection(), place);
        if (other != null) {
            problems.add("The collection \"" + shape.collection() + "\" has rules by " + other + " and by " + place
                    + ": make them one.");
            return;
        }
        if (rules.isOpenTo(Write.INSERT) && Modifier.isAbstract(rules.entity().getModifiers())) {
            problems.add(
                    place + " allows to insert documents of " + rules.entity().getName()
                            + ", which is abstract: allow it for the collections of its subclasses.");
        }
        WritableCollection collection = new WritableCollection(rules, shapes.unit(), shapes.ids(), shape, binder);
        add("insert", new Insert(collection), collection, place);
        add("update", new Update(collection), collection, place);
        add("remove", new Remove(collection), collection, place);
    }

    private void add(String method, Mutation mutation, WritableCollection collection, String place) {
        for (String called : List.of(method, method + "Async")) {
            String name = "/" + collection.name() + "/" + called;
            MutationTarget target = new MutationTarget(called, mutation, collection.unit());
            methods.put(name, new MethodDefinition(name, false, place, Access.EVERYBODY, target));
        }
    }

    /** Of all collections that were opened. */
    public List<MethodDefinition> methods() {
        return List.copyOf(methods.values());
    }
}
