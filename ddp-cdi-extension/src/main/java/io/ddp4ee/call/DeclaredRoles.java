package io.ddp4ee.call;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.enterprise.inject.AmbiguousResolutionException;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;

import io.ddp4ee.UserRoles;
import io.ddp4ee.problem.Problems;

/** The application's bean that knows its users' roles. */
public final class DeclaredRoles {

    /** Without one. */
    private static final UserRoles NONE = userId -> Set.of();

    private DeclaredRoles() {}

    /** @param beans among which it is */
    public static UserRoles of(List<Bean<?>> beans, BeanManager beanManager, Problems problems) {
        Set<Bean<?>> found = beans.stream()
                .filter(bean -> bean.getTypes().contains(UserRoles.class))
                .collect(Collectors.toSet());
        try {
            Bean<?> bean = beanManager.resolve(found);
            // A client proxy, or the one object of a bean that has none.
            return bean == null
                    ? NONE
                    : (UserRoles)
                            beanManager.getReference(bean, UserRoles.class, beanManager.createCreationalContext(bean));
        } catch (AmbiguousResolutionException e) {
            problems.add("The roles of users are told by "
                    + found.stream()
                            .map(bean -> bean.getBeanClass().getName())
                            .sorted()
                            .collect(Collectors.joining(" and "))
                    + ": remove one UserRoles.");
            return NONE;
        }
    }
}
