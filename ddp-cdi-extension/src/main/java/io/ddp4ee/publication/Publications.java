package io.ddp4ee.publication;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import jakarta.annotation.Nullable;

/** All publications of the application, by name and in that order. Immutable. */
public final class Publications {

    private final Map<String, PublicationDefinition> byName;

    public Publications(Map<String, PublicationDefinition> byName) {
        // The same on all servers: of a field that several universal publications give, the client sees the first.
        this.byName = Collections.unmodifiableMap(new TreeMap<>(byName));
    }

    /** Null if there is none of this name that a client may ask for. */
    @Nullable
    public PublicationDefinition named(String name) {
        PublicationDefinition definition = byName.get(name);
        return definition == null || definition.universal() ? null : definition;
    }

    /** Those that every session is subscribed to. */
    public List<PublicationDefinition> universal() {
        return byName.values().stream().filter(PublicationDefinition::universal).toList();
    }

    public Collection<PublicationDefinition> all() {
        return byName.values();
    }
}
