package io.ddp4ee.method;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;

import io.ddp4ee.message.DdpError;

/** What a client is told of violated constraints. Apart, because Bean Validation's classes need not be there. */
final class Violations {

    private Violations() {}

    static Optional<DdpError> error(Throwable e) {
        return e instanceof ConstraintViolationException violations && areOfTheCaller(violations)
                ? Optional.of(new DdpError("validation-error", "Validation failed", details(violations)))
                : Optional.empty();
    }

    /** What a method returns is the application's mistake. */
    private static boolean areOfTheCaller(ConstraintViolationException violations) {
        return violations.getConstraintViolations() != null
                && violations.getConstraintViolations().stream()
                        .allMatch(violation -> violation.getExecutableReturnValue() == null);
    }

    private static List<Object> details(ConstraintViolationException violations) {
        List<ConstraintViolation<?>> all = new ArrayList<>(violations.getConstraintViolations());
        // They come as a set, and are told in one order.
        all.sort(Comparator.<ConstraintViolation<?>, String>comparing(Violations::name)
                .thenComparing(ConstraintViolation::getMessage));
        List<Object> details = new ArrayList<>();
        for (ConstraintViolation<?> violation : all) {
            Map<String, Object> detail = new LinkedHashMap<>();
            detail.put("name", name(violation));
            detail.put(
                    "type",
                    violation
                            .getConstraintDescriptor()
                            .getAnnotation()
                            .annotationType()
                            .getSimpleName());
            detail.put("message", violation.getMessage());
            details.add(detail);
        }
        return details;
    }

    /** {@code setPrice.price} is {@code price} to a client, {@code setPrice.order.lines[0].count} the rest of it. */
    private static String name(ConstraintViolation<?> violation) {
        String path = violation.getPropertyPath().toString();
        boolean ofMethod = violation.getExecutableParameters() != null;
        int dot = path.indexOf('.');
        return ofMethod && dot >= 0 ? path.substring(dot + 1) : path;
    }
}
