package io.ddp4ee.binding;

import java.lang.annotation.Annotation;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import io.ddp4ee.DocumentId;
import io.ddp4ee.ejson.Values;

/** Binds what a client sent to the parameters of one Java method, by position. Safe for use by several threads. */
public final class Arguments {

    private final List<Parameter> parameters;
    private final List<Type> types;
    private final Binder binder;
    private final KeyReader keys;

    /** @param parameters those that clients fill */
    public Arguments(List<Parameter> parameters, Binder binder, KeyReader keys) {
        this(
                parameters,
                parameters.stream().map(Parameter::getParameterizedType).toList(),
                binder,
                keys);
    }

    /**
     * @param parameters those that clients fill
     * @param types what to bind to, where the parameters of generic classes do not tell
     */
    public Arguments(List<Parameter> parameters, List<Type> types, Binder binder, KeyReader keys) {
        this.parameters = List.copyOf(parameters);
        this.types = List.copyOf(types);
        this.binder = binder;
        this.keys = keys;
    }

    /** @throws MatchFailedException if there are too few, too many, or one does not fit */
    public List<Object> bind(List<Object> values) {
        if (values.size() > parameters.size()) {
            throw new MatchFailedException(values.size() + " parameters are too many");
        }
        List<Object> bound = new ArrayList<>();
        for (int i = 0; i < parameters.size(); i++) {
            Parameter parameter = parameters.get(i);
            bound.add(i < values.size() ? bind(values.get(i), parameter, types.get(i)) : absent(parameter));
        }
        return bound;
    }

    private Object bind(Object value, Parameter parameter, Type type) {
        DocumentId documentId = parameter.getAnnotation(DocumentId.class);
        if (documentId == null || value == null) {
            return binder.bind(value, type);
        }
        if (!(value instanceof String) && !(value instanceof Long)) {
            throw new MatchFailedException(Scalars.describe(value) + " is no document id");
        }
        try {
            Object key = keys.keyOf(documentId.value(), value.toString());
            if (isPlain(key)) {
                return binder.bind(Values.of(key), type);
            }
            return parameter.getType() == Optional.class ? Optional.of(key) : key;
        } catch (IllegalArgumentException e) {
            throw new MatchFailedException(
                    "A document id is no key of " + documentId.value().getName(), e);
        }
    }

    /** So that a long key may be an int parameter where it fits. */
    private static boolean isPlain(Object key) {
        return key instanceof Number || key instanceof String || key instanceof BigDecimal;
    }

    private static Object absent(Parameter parameter) {
        if (!mayBeAbsent(parameter)) {
            throw new MatchFailedException("Parameter " + parameter.getName() + " is missing");
        }
        return parameter.getType() == Optional.class ? Optional.empty() : null;
    }

    /** Whether clients may leave it out, where it is the last. */
    public static boolean mayBeAbsent(Parameter parameter) {
        boolean nullable = Arrays.stream(parameter.getAnnotations())
                .map(Annotation::annotationType)
                .anyMatch(type -> type.getSimpleName().equals("Nullable"));
        return parameter.getType() == Optional.class
                || (nullable && !parameter.getType().isPrimitive());
    }
}
