package io.ddp4ee.declaration;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the type variables of a class's generic superclasses and interfaces stand for. */
final class TypeVariables {

    private record Parameterized(Type getRawType, List<Type> arguments, Type getOwnerType)
            implements ParameterizedType {
        @Override
        public Type[] getActualTypeArguments() {
            return arguments.toArray(Type[]::new);
        }
    }

    private final Map<TypeVariable<?>, Type> values = new HashMap<>();

    TypeVariables(Class<?> type) {
        visit(type);
    }

    private void visit(Type type) {
        if (type instanceof ParameterizedType parameterized) {
            TypeVariable<?>[] variables = ((Class<?>) parameterized.getRawType()).getTypeParameters();
            for (int i = 0; i < variables.length; i++) {
                values.put(variables[i], resolve(parameterized.getActualTypeArguments()[i]));
            }
            visit(parameterized.getRawType());
        } else if (type instanceof Class<?> raw) {
            visit(raw.getGenericSuperclass());
            Arrays.stream(raw.getGenericInterfaces()).forEach(this::visit);
        }
    }

    /** The type without the variables that are known; a variable that is not is its first bound. */
    Type resolve(Type type) {
        if (type instanceof TypeVariable<?> variable) {
            Type value = values.get(variable);
            return value != null ? value : erased(variable.getBounds()[0]);
        }
        if (type instanceof ParameterizedType parameterized) {
            List<Type> arguments = Arrays.stream(parameterized.getActualTypeArguments())
                    .map(this::resolve)
                    .toList();
            return new Parameterized(parameterized.getRawType(), arguments, parameterized.getOwnerType());
        }
        return type;
    }

    /** Bounds may name their own variable. */
    private static Type erased(Type bound) {
        if (bound instanceof ParameterizedType parameterized) {
            return parameterized.getRawType();
        }
        return bound instanceof TypeVariable<?> variable ? erased(variable.getBounds()[0]) : bound;
    }
}
