package io.ddp4ee.method;

import java.util.Collection;
import java.util.Map;

import jakarta.annotation.Nullable;

/** All methods of the application, by name. Immutable. */
public final class Methods {

    private final Map<String, MethodDefinition> byName;

    public Methods(Map<String, MethodDefinition> byName) {
        this.byName = Map.copyOf(byName);
    }

    /** Null if there is none of this name. */
    @Nullable
    public MethodDefinition named(String name) {
        return byName.get(name);
    }

    public Collection<MethodDefinition> all() {
        return byName.values();
    }
}
