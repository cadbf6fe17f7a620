package io.ddp4ee.capture.eclipselink;

import java.util.List;
import java.util.Optional;

import jakarta.annotation.Nullable;
import jakarta.persistence.metamodel.EntityType;

import org.eclipse.persistence.descriptors.ClassDescriptor;
import org.eclipse.persistence.mappings.DatabaseMapping;
import org.eclipse.persistence.mappings.DirectCollectionMapping;
import org.eclipse.persistence.mappings.converters.Converter;
import org.eclipse.persistence.mappings.converters.EnumTypeConverter;
import org.eclipse.persistence.mappings.converters.UUIDConverter;
import org.eclipse.persistence.mappings.foundation.AbstractColumnMapping;
import org.eclipse.persistence.sessions.Session;

import io.ddp4ee.persistence.Alterations;

/** As EclipseLink's descriptors say. */
final class MappedAlterations implements Alterations {

    private final Session session;

    MappedAlterations(Session session) {
        this.session = session;
    }

    @Override
    public Optional<String> along(EntityType<?> root, List<String> names) {
        ClassDescriptor descriptor = session.getDescriptor(root.getJavaType());
        String found = filter(descriptor);
        for (int i = 0; i < names.size() && found == null; i++) {
            DatabaseMapping mapping = descriptor == null ? null : descriptor.getMappingForAttributeName(names.get(i));
            if (mapping == null) {
                found = names.get(i) + ", which EclipseLink does not say how it maps";
            } else {
                descriptor = mapping.getReferenceDescriptor();
                found = isConverted(mapping) ? names.get(i) + " has a converter" : filter(descriptor);
            }
        }
        return Optional.ofNullable(found);
    }

    /** Enums and UUIDs are judged as it writes them. */
    private static boolean isConverted(DatabaseMapping mapping) {
        Converter converter = null;
        if (mapping instanceof AbstractColumnMapping column) {
            converter = column.getConverter();
        } else if (mapping instanceof DirectCollectionMapping values) {
            converter = values.getValueConverter();
        }
        return converter != null && !(converter instanceof EnumTypeConverter || converter instanceof UUIDConverter);
    }

    @Nullable
    private static String filter(@Nullable ClassDescriptor descriptor) {
        boolean isFiltered = descriptor != null
                && (descriptor.getQueryManager().hasAdditionalCriteria() || descriptor.hasMultitenantPolicy());
        return isFiltered ? descriptor.getAlias() + " is not there for everybody" : null;
    }
}
