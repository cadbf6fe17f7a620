package io.ddp4ee.call;

import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;

import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.util.TypeLiteral;

import io.ddp4ee.RateLimit;
import io.ddp4ee.container.Instances;
import io.ddp4ee.problem.Problems;

/** The limits that the application's beans produce. */
public final class RateLimits {

    private static final Type LIMITS = new TypeLiteral<List<RateLimit>>() {}.getType();

    private RateLimits() {}

    /** @param beans among which they are */
    public static List<RateLimit> of(List<Bean<?>> beans, Instances instances, Problems problems) {
        List<RateLimit> limits = new ArrayList<>();
        for (Bean<?> bean : beans) {
            if (bean.getTypes().contains(RateLimit.class)) {
                problems.collect(place(bean), () -> limits.add((RateLimit) instances.create(bean)));
            } else if (bean.getTypes().contains(LIMITS)) {
                problems.collect(place(bean), () -> {
                    for (Object limit : (List<?>) instances.create(bean)) {
                        limits.add((RateLimit) limit);
                    }
                });
            }
        }
        return limits;
    }

    private static String place(Bean<?> bean) {
        return "A RateLimit produced by " + bean.getBeanClass().getName();
    }
}
