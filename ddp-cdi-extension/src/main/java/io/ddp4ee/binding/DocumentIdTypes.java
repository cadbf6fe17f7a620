package io.ddp4ee.binding;

import java.lang.invoke.MethodType;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

import jakarta.annotation.Nullable;

import io.ddp4ee.DocumentId;

/** Whether parameters that are given document ids can have the keys of their entities. */
public final class DocumentIdTypes {

    private final Function<Class<?>, Class<?>> keys;

    /** @param keys the type of an entity's key; null for what is no entity */
    public DocumentIdTypes(Function<Class<?>, Class<?>> keys) {
        this.keys = keys;
    }

    /**
     * @param types of the parameters, where those of generic classes do not tell
     * @param problems receives what is wrong
     */
    public void check(String place, List<Parameter> parameters, List<Type> types, Consumer<String> problems) {
        for (int i = 0; i < parameters.size(); i++) {
            DocumentId id = parameters.get(i).getAnnotation(DocumentId.class);
            Class<?> key = id == null ? null : keys.apply(id.value());
            Class<?> type = type(types.get(i));
            if (key != null && type != null && !fits(boxed(key), boxed(type))) {
                problems.accept(place + " takes the key of " + id.value().getName() + " as a " + type.getSimpleName()
                        + ", which is a " + boxed(key).getSimpleName() + ": make the parameter one.");
            }
        }
    }

    /** A text may be read as other types, and a number fits others by its value. */
    private static boolean fits(Class<?> key, Class<?> type) {
        return type.isAssignableFrom(key)
                || key == String.class
                || (Number.class.isAssignableFrom(key) && Number.class.isAssignableFrom(type));
    }

    private static Class<?> boxed(Class<?> type) {
        return MethodType.methodType(type).wrap().returnType();
    }

    /** Null if it is a variable, or a type of several. */
    @Nullable
    private static Class<?> type(Type type) {
        boolean isOptional =
                type instanceof ParameterizedType parameterized && parameterized.getRawType() == Optional.class;
        Type given = isOptional ? ((ParameterizedType) type).getActualTypeArguments()[0] : type;
        return given instanceof Class<?> known ? known : null;
    }
}
