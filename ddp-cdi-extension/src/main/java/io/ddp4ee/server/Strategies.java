package io.ddp4ee.server;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import io.ddp4ee.PublicationStrategy;
import io.ddp4ee.container.Instances;
import io.ddp4ee.declaration.StrategyDeclaration;
import io.ddp4ee.problem.Problems;

/** What is remembered of the documents of each collection, as the application declares it. */
final class Strategies {

    private record Declared(PublicationStrategy strategy, String place) {}

    private final Map<String, Declared> byCollection = new LinkedHashMap<>();
    private final Problems problems;

    Strategies(Problems problems) {
        this.problems = problems;
    }

    /** @param strategies as an annotation has them */
    void add(String collection, PublicationStrategy[] strategies, String place) {
        if (strategies.length > 1) {
            problems.add(place + " has " + strategies.length + " strategies: let its @DdpCollection have one.");
        } else if (strategies.length == 1) {
            add(collection, strategies[0], place);
        }
    }

    void add(List<StrategyDeclaration> declarations, Instances instances) {
        for (StrategyDeclaration one : declarations) {
            problems.collect(one.place(), () -> {
                PublicationStrategy strategy = (PublicationStrategy) instances.create(one.bean());
                if (strategy == null) {
                    problems.add(one.place() + " gave null: return a PublicationStrategy.");
                } else {
                    add(one.collection(), strategy, one.place());
                }
            });
        }
    }

    private void add(String collection, PublicationStrategy strategy, String place) {
        Declared other = byCollection.putIfAbsent(collection, new Declared(strategy, place));
        if (other != null) {
            problems.add("Collection \"" + collection + "\" has the strategy " + other.strategy() + " from "
                    + other.place() + " and " + strategy + " from " + place + ": remove one.");
        }
    }

    /** @param other that of collections for which nothing is declared */
    Function<String, PublicationStrategy> orElse(PublicationStrategy other) {
        Map<String, PublicationStrategy> known = new LinkedHashMap<>();
        byCollection.forEach((collection, declared) -> known.put(collection, declared.strategy()));
        return collection -> known.getOrDefault(collection, other);
    }
}
