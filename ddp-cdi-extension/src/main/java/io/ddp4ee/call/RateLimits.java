package io.ddp4ee.call;

import java.util.ArrayList;
import java.util.List;

import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.util.TypeLiteral;

import io.ddp4ee.RateLimit;
import io.ddp4ee.container.Instances;
import io.ddp4ee.problem.Problems;

/** The limits that the application's beans produce. */
public final class RateLimits {

    private RateLimits() {}

    public static List<RateLimit> of(BeanManager beanManager, Instances instances, Problems problems) {
        List<RateLimit> limits = new ArrayList<>();
        for (Bean<?> bean : beanManager.getBeans(RateLimit.class)) {
            problems.collect(place(bean), () -> limits.add((RateLimit) instances.create(bean)));
        }
        // Not any qualifier: MicroProfile Config has a producer of every list, for its own.
        for (Bean<?> bean : beanManager.getBeans(new TypeLiteral<List<RateLimit>>() {}.getType())) {
            problems.collect(place(bean), () -> {
                for (Object limit : (List<?>) instances.create(bean)) {
                    limits.add((RateLimit) limit);
                }
            });
        }
        return limits;
    }

    private static String place(Bean<?> bean) {
        return "A RateLimit produced by " + bean.getBeanClass().getName();
    }
}
