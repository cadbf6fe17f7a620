package io.ddp4ee.capture.eclipselink;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.eclipse.persistence.descriptors.ClassDescriptor;
import org.eclipse.persistence.internal.helper.DatabaseTable;
import org.eclipse.persistence.mappings.AggregateCollectionMapping;
import org.eclipse.persistence.mappings.DatabaseMapping;
import org.eclipse.persistence.mappings.DirectCollectionMapping;
import org.eclipse.persistence.mappings.ManyToManyMapping;
import org.eclipse.persistence.mappings.OneToOneMapping;
import org.eclipse.persistence.sessions.Session;

/** The tables of the entities, and of their collections. */
final class Tables {

    private Tables() {}

    static Map<Class<?>, Set<String>> of(Session session) {
        Map<Class<?>, Set<String>> names = new HashMap<>();
        for (ClassDescriptor descriptor : session.getDescriptors().values()) {
            if (!descriptor.isDescriptorTypeAggregate()) {
                Set<String> tables = names.computeIfAbsent(descriptor.getJavaClass(), type -> new HashSet<>());
                add(tables, descriptor.getTables());
                descriptor.getMappings().forEach(mapping -> add(tables, ofCollection(mapping)));
            }
        }
        return names;
    }

    private static List<DatabaseTable> ofCollection(DatabaseMapping mapping) {
        if (mapping instanceof DirectCollectionMapping values) {
            return List.of(values.getReferenceTable());
        }
        if (mapping instanceof AggregateCollectionMapping embeddables) {
            return embeddables.getReferenceDescriptor().getTables();
        }
        if (mapping instanceof ManyToManyMapping many) {
            return List.of(many.getRelationTable());
        }
        return mapping instanceof OneToOneMapping one && one.hasRelationTableMechanism()
                ? List.of(one.getRelationTableMechanism().getRelationTable())
                : List.of();
    }

    private static void add(Set<String> names, List<DatabaseTable> tables) {
        tables.forEach(table -> names.add(table.getName().toLowerCase(Locale.ROOT)));
    }
}
