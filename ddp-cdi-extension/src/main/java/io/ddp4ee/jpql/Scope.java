package io.ddp4ee.jpql;

import java.util.LinkedHashMap;
import java.util.Map;

import jakarta.annotation.Nullable;
import jakarta.persistence.metamodel.EntityType;
import jakarta.persistence.metamodel.ManagedType;
import jakarta.persistence.metamodel.Type;

/** The aliases that a query, or a query within it, declares. */
final class Scope {

    /** What JPQL text that we make calls the entity. */
    static final String ROOT_ALIAS = "this_";

    private final Scope outer;
    private final EntityType<?> root;
    private final Map<String, Type<?>> aliases = new LinkedHashMap<>();

    Scope(EntityType<?> root) {
        this.outer = null;
        this.root = root;
        aliases.put("this", root);
    }

    private Scope(Scope outer) {
        this.outer = outer;
        this.root = outer.root;
    }

    Scope inner() {
        return new Scope(this);
    }

    void declare(String alias, Type<?> type) {
        aliases.put(alias, type);
    }

    /** What an alias stands for; null if it is none. */
    @Nullable
    Type<?> typeOf(String alias) {
        for (Scope scope = this; scope != null; scope = scope.outer) {
            for (Map.Entry<String, Type<?>> declared : scope.aliases.entrySet()) {
                if (declared.getKey().equalsIgnoreCase(alias)) {
                    return declared.getValue();
                }
            }
        }
        return null;
    }

    ManagedType<?> root() {
        return root;
    }

    static String written(String alias) {
        return alias.equalsIgnoreCase("this") ? ROOT_ALIAS : alias;
    }
}
