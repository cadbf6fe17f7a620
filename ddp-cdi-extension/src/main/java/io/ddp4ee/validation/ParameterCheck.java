package io.ddp4ee.validation;

import java.util.function.IntPredicate;

/** Checks the constraints of one method's parameters before it is called. */
@FunctionalInterface
public interface ParameterCheck {

    /** For a method without constraints, or where nothing can check them. */
    ParameterCheck NONE = (bean, arguments, wanted) -> {};

    /**
     * Throws what Bean Validation throws if a constraint is violated.
     *
     * @param bean whose method it is
     * @param wanted the positions of the parameters that count
     */
    void check(Object bean, Object[] arguments, IntPredicate wanted);
}
