package io.ddp4ee.persistence;

import java.util.List;
import java.util.Optional;

import jakarta.persistence.metamodel.EntityType;

/**
 * What a persistence provider does by itself to values and rows: by converters that apply to all of a type, and by what is
 * mapped in XML. Only its own metadata tells. Safe for use by several threads.
 */
@FunctionalInterface
public interface Alterations {

    /** Of a provider whose metadata nobody knows. */
    Alterations UNKNOWN = (root, names) -> Optional.of("what the persistence provider makes of " + root.getName());

    /**
     * What is altered on the way along some attributes, which may lead through the elements of collections, for whoever wrote
     * the query; empty if nothing is.
     */
    Optional<String> along(EntityType<?> root, List<String> names);
}
