package io.ddp4ee.call;

import java.util.ArrayList;
import java.util.List;

import jakarta.enterprise.inject.spi.BeanManager;

import io.ddp4ee.LiveQuery;
import io.ddp4ee.declaration.VisibilityDeclaration;
import io.ddp4ee.problem.Problems;
import io.ddp4ee.query.jpa.UnitQueryResolver;

/** Who may see which rows, whatever a publication asks for. */
final class Visibilities {

    private final List<VisibilityRule> rules = new ArrayList<>();

    /** @param problems receives mistakes of rules that are fields */
    Visibilities(
            List<VisibilityDeclaration> declarations,
            BeanManager beanManager,
            UnitQueryResolver resolver,
            Problems problems) {
        for (VisibilityDeclaration declaration : declarations) {
            problems.collect(
                    declaration.place(), () -> rules.add(new VisibilityRule(declaration, beanManager, resolver)));
        }
    }

    /** Within the call of the publication that asks for them. */
    List<LiveQuery> restrict(List<LiveQuery> queries) {
        List<LiveQuery> restricted = new ArrayList<>(queries);
        for (VisibilityRule rule : rules) {
            restricted.replaceAll(rule::restrict);
        }
        return restricted;
    }

    /** @throws IllegalStateException if the query cannot be held to the rules */
    void check(LiveQuery query) {
        rules.forEach(rule -> {
            var unused = rule.isAbout(query);
        });
    }
}
