package io.ddp4ee.validation;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.Method;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;

import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.validation.Validation;
import jakarta.validation.ValidationException;
import jakarta.validation.Validator;
import jakarta.validation.metadata.MethodDescriptor;

/** Checks constraints with the container's validator. Apart, because Bean Validation's classes need not be there. */
final class BeanValidation {

    private static final Logger LOG = System.getLogger(BeanValidation.class.getName());

    private final Validator validator;
    private final Method method;

    private BeanValidation(Validator validator, Method method) {
        this.validator = validator;
        this.method = method;
    }

    static ParameterChecks in(BeanManager beanManager) {
        Instance<Validator> ofContainer = beanManager.createInstance().select(Validator.class);
        if (ofContainer.isResolvable()) {
            return checks(ofContainer.get());
        }
        try {
            return checks(Validation.buildDefaultValidatorFactory().getValidator());
        } catch (ValidationException e) {
            LOG.log(Level.DEBUG, "There is no Bean Validation; constraints are not checked", e);
            return (bean, method) -> ParameterCheck.NONE;
        }
    }

    private static ParameterChecks checks(Validator validator) {
        return (bean, method) -> isConstrained(validator, bean, method)
                ? new BeanValidation(validator, method)::check
                : ParameterCheck.NONE;
    }

    private static boolean isConstrained(Validator validator, Class<?> bean, Method method) {
        MethodDescriptor constraints = validator
                .getConstraintsForClass(bean)
                .getConstraintsForMethod(method.getName(), method.getParameterTypes());
        return constraints != null && constraints.hasConstrainedParameters();
    }

    private void check(Object bean, Object[] arguments, IntPredicate wanted) {
        Set<ConstraintViolation<Object>> violations =
                validator.forExecutables().validateParameters(bean, method, arguments).stream()
                        .filter(violation -> isWanted(violation, wanted))
                        .collect(Collectors.toSet());
        if (!violations.isEmpty()) {
            throw new ConstraintViolationException(violations);
        }
    }

    private static boolean isWanted(ConstraintViolation<?> violation, IntPredicate wanted) {
        for (Path.Node node : violation.getPropertyPath()) {
            if (node.getKind() == ElementKind.PARAMETER) {
                return wanted.test(node.as(Path.ParameterNode.class).getParameterIndex());
            }
        }
        // A constraint across the parameters: it counts where all of them do.
        return wanted.test(-1);
    }
}
