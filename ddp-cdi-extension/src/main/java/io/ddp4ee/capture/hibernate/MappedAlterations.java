package io.ddp4ee.capture.hibernate;

import java.util.List;
import java.util.Optional;

import jakarta.annotation.Nullable;
import jakarta.persistence.metamodel.EntityType;

import org.hibernate.engine.spi.LoadQueryInfluencers;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.mapping.BasicValuedModelPart;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.hibernate.metamodel.mapping.EntityValuedModelPart;
import org.hibernate.metamodel.mapping.ModelPart;
import org.hibernate.metamodel.mapping.ModelPartContainer;
import org.hibernate.metamodel.mapping.PluralAttributeMapping;

import io.ddp4ee.persistence.Alterations;

/** As Hibernate's runtime metamodel says. */
final class MappedAlterations implements Alterations {

    private final SessionFactoryImplementor factory;

    /** As of a session that has switched on all filters there are. */
    private final LoadQueryInfluencers everyFilter;

    MappedAlterations(SessionFactoryImplementor factory) {
        this.factory = factory;
        everyFilter = new LoadQueryInfluencers(factory);
        factory.getDefinedFilterNames().forEach(everyFilter::enableFilter);
    }

    @Override
    public Optional<String> along(EntityType<?> root, List<String> names) {
        EntityMappingType entity = factory.getMappingMetamodel().getEntityDescriptor(root.getJavaType());
        String found = filter(entity);
        ModelPartContainer container = entity;
        for (int i = 0; i < names.size() && found == null; i++) {
            ModelPart part = container == null ? null : container.findSubPart(names.get(i), null);
            if (part instanceof PluralAttributeMapping many) {
                found = isFiltered(many) ? names.get(i) + " is not the same for everybody" : null;
                part = many.getElementDescriptor();
            }
            container = null;
            if (part instanceof EntityValuedModelPart reference) {
                container = reference.getEntityMappingType();
                found = found == null ? filter(reference.getEntityMappingType()) : found;
            } else if (part instanceof BasicValuedModelPart basic) {
                boolean isConverted = basic.getJdbcMapping().getValueConverter() != null;
                found = isConverted ? names.get(i) + " has a converter" : found;
            } else if (part instanceof ModelPartContainer embeddable) {
                container = embeddable;
            } else {
                found = names.get(i) + ", which Hibernate does not say how it maps";
            }
        }
        return Optional.ofNullable(found);
    }

    private boolean isFiltered(PluralAttributeMapping collection) {
        return collection.hasWhereRestrictions()
                || collection.isAffectedByEnabledFilters(everyFilter, false)
                || collection.getSoftDeleteMapping() != null;
    }

    @Nullable
    private String filter(EntityMappingType entity) {
        boolean isFiltered = entity.hasWhereRestrictions()
                || entity.isAffectedByEnabledFilters(everyFilter, false)
                || entity.getSoftDeleteMapping() != null;
        return isFiltered ? entity.getEntityName() + " is not there for everybody" : null;
    }
}
