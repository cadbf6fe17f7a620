package io.ddp4ee.declaration;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.enterprise.inject.AmbiguousResolutionException;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;

import io.ddp4ee.problem.Problems;

/** Finds out whose a name is that several declare. */
final class Names {

    private final BeanManager beanManager;
    private final Problems problems;

    Names(BeanManager beanManager, Problems problems) {
        this.beanManager = beanManager;
        this.problems = problems;
    }

    /**
     * Leaves one declaration of each name.
     *
     * @param problem what to say of a name and the places that declare it
     */
    <T> void settle(
            List<T> declarations,
            Function<T, String> name,
            Function<T, Bean<?>> bean,
            BinaryOperator<String> problem,
            Function<T, String> place) {
        Map<String, List<T>> byName = new LinkedHashMap<>();
        declarations.forEach(one -> byName.merge(name.apply(one), List.of(one), Names::join));
        byName.forEach((taken, all) -> {
            Bean<?> selected = selected(all.stream().map(bean).collect(Collectors.toCollection(LinkedHashSet::new)));
            declarations.removeIf(one -> selected != null && all.contains(one) && bean.apply(one) != selected);
            List<T> left = all.stream().filter(declarations::contains).toList();
            if (left.size() > 1) {
                problems.add(problem.apply(taken, places(left, place)));
            }
        });
    }

    private static <T> List<T> join(List<T> first, List<T> second) {
        return java.util.stream.Stream.concat(first.stream(), second.stream()).toList();
    }

    /** In an order that is the same at every deployment. */
    private static <T> String places(List<T> declarations, Function<T, String> place) {
        TreeSet<String> places = declarations.stream().map(place).collect(Collectors.toCollection(TreeSet::new));
        return places.size() == 1 ? places.first() + " twice" : String.join(" and ", places);
    }

    private Bean<?> selected(Set<Bean<?>> beans) {
        try {
            return beanManager.resolve(beans);
        } catch (AmbiguousResolutionException e) {
            return null;
        }
    }
}
