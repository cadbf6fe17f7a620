package io.ddp4ee.call;

import jakarta.annotation.Nullable;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;

import io.ddp4ee.LiveQuery;
import io.ddp4ee.LiveQuery.Condition;
import io.ddp4ee.declaration.VisibilityDeclaration;
import io.ddp4ee.query.jpa.UnitQueryResolver;

/** What may be seen of one entity. */
final class VisibilityRule {

    private final VisibilityDeclaration declaration;
    private final BeanManager beanManager;
    private final UnitQueryResolver resolver;
    private final Class<?> entity;

    /** A field's, the same for all; null of a method. */
    @Nullable
    private final LiveQuery fixed;

    /** @throws RuntimeException if a field's query is mistaken */
    VisibilityRule(VisibilityDeclaration declaration, BeanManager beanManager, UnitQueryResolver resolver) {
        this.declaration = declaration;
        this.beanManager = beanManager;
        this.resolver = resolver;
        this.fixed = declaration.isField() ? checked(create(declaration.bean())) : null;
        this.entity = fixed == null ? declaration.entity() : fixed.entity();
    }

    /**
     * The query with all that the rule asks for besides. Within the call of a publication.
     *
     * @throws IllegalStateException if what the method gives cannot be a rule, or the query cannot be held to it
     */
    LiveQuery restrict(LiveQuery query) {
        if (!isAbout(query)) {
            return query;
        }
        LiveQuery rule = fixed == null ? checked(create(declaration.bean())) : fixed;
        boolean isCount = !query.count().isEmpty();
        LiveQuery restricted = isCount ? query : query.except(rule.except().toArray(String[]::new));
        for (Condition condition : rule.conditions()) {
            restricted = restricted.and(condition.text(), condition.arguments().toArray());
        }
        return restricted;
    }

    /** @throws IllegalStateException if it is also about others, of which the rule does not say anything */
    boolean isAbout(LiveQuery query) {
        if (entity.isAssignableFrom(query.entity())) {
            return true;
        }
        if (query.entity().isAssignableFrom(entity)) {
            throw new IllegalStateException(
                    "A live query over " + query.entity().getName()
                            + " would show rows of its subclass " + entity.getName() + " without the rule of "
                            + declaration.place() + ": let the @Visibility be of "
                            + query.entity().getName());
        }
        return false;
    }

    private LiveQuery checked(@Nullable LiveQuery rule) {
        if (rule == null) {
            throw mistake(
                    "gave null: let it give LiveQuery.of(...), with a condition such as 1 = 2 if nothing may be seen");
        }
        if (!declaration.isField() && rule.entity() != declaration.entity()) {
            throw mistake("gave a query over " + rule.entity().getName() + ": let it be of the entity that it names");
        }
        boolean isPlain = rule.fields().isEmpty()
                && rule.order().isEmpty()
                && rule.limit().isEmpty()
                && rule.offset() == 0
                && rule.collection().isEmpty()
                && rule.count().isEmpty();
        if (!isPlain) {
            throw mistake("says more than conditions and except(...): leave out fields(), orderBy(), limit(), offset(),"
                    + " into() and count()");
        }
        // What a subscription brings is its client's to choose.
        if (resolver.check(rule) > 0) {
            throw mistake("leaves a parameter open: give its argument to the condition");
        }
        return rule;
    }

    private IllegalStateException mistake(String what) {
        return new IllegalStateException("The @Visibility " + declaration.place() + " " + what);
    }

    private <T> LiveQuery create(Bean<T> bean) {
        CreationalContext<T> context = beanManager.createCreationalContext(bean);
        try {
            T product = bean.create(context);
            return (LiveQuery) product;
        } finally {
            // Its parameters; the query itself is a value.
            context.release();
        }
    }
}
