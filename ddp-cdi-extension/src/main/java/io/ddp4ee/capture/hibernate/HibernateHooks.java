package io.ddp4ee.capture.hibernate;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.EventType;
import org.hibernate.metamodel.mapping.internal.EntityCollectionPart;
import org.hibernate.persister.collection.CollectionPersister;

import io.ddp4ee.capture.EntityEvents;
import io.ddp4ee.capture.ProviderHooks;
import io.ddp4ee.persistence.Alterations;
import io.ddp4ee.persistence.Unit;

/**
 * Listens to Hibernate's events. Its JPA callbacks would not do: a change of a collection alone calls none of them.
 */
public final class HibernateHooks implements ProviderHooks {

    @Override
    public void attach(Unit unit, EntityEvents events) {
        SessionFactoryImplementor factory = factory(unit);
        EventListenerRegistry registry = factory.getServiceRegistry().requireService(EventListenerRegistry.class);
        RowListener rows = new RowListener(events, unit.declaration().isResourceLocal());
        registry.appendListeners(EventType.POST_INSERT, rows);
        registry.appendListeners(EventType.POST_UPSERT, rows);
        registry.appendListeners(EventType.POST_UPDATE, rows);
        registry.appendListeners(EventType.POST_DELETE, rows);
        registry.appendListeners(EventType.POST_COLLECTION_UPDATE, rows);
        registry.appendListeners(EventType.POST_COLLECTION_RECREATE, rows);
        registry.appendListeners(EventType.POST_COLLECTION_REMOVE, rows);
        LockListener locks = new LockListener(rows);
        registry.appendListeners(EventType.LOCK, locks);
        registry.appendListeners(EventType.LOAD, locks);
        registry.appendListeners(EventType.POST_LOAD, locks);
        registry.appendListeners(EventType.AUTO_FLUSH, new BulkListener(factory.getMappingMetamodel(), rows));
    }

    @Override
    public void beforePersist(Unit unit, Consumer<Object> action) {
        EventListenerRegistry registry = factory(unit).getServiceRegistry().requireService(EventListenerRegistry.class);
        PersistListener listener = new PersistListener(action);
        // Before Hibernate's own, which looks for the key.
        registry.prependListeners(EventType.PERSIST, listener);
        registry.prependListeners(EventType.PERSIST_ONFLUSH, listener);
    }

    @Override
    public Map<Class<?>, Set<String>> tables(Unit unit) {
        Map<Class<?>, Set<String>> tables = new HashMap<>();
        factory(unit)
                .getMappingMetamodel()
                .forEachEntityDescriptor(
                        entity -> add(tables, entity.getMappedClass(), spaces(entity.getQuerySpaces())));
        factory(unit).getMappingMetamodel().forEachCollectionDescriptor(collection -> {
            if (!collection.isOneToMany()) {
                add(tables, owner(collection), spaces(collection.getCollectionSpaces()));
            }
        });
        return tables;
    }

    private static List<String> spaces(Object[] spaces) {
        return Arrays.stream(spaces).map(String::valueOf).toList();
    }

    private static void add(Map<Class<?>, Set<String>> tables, Class<?> entity, List<String> names) {
        Set<String> all = tables.computeIfAbsent(entity, e -> new HashSet<>());
        names.stream()
                .map(name -> name.substring(name.lastIndexOf('.') + 1))
                .map(name -> name.replace("\"", "").toLowerCase(Locale.ROOT))
                .forEach(all::add);
    }

    /** Collections of ids and results of queries are caches of their own, which only the writing server keeps right. */
    @Override
    public void evictDerived(Unit unit, Set<Class<?>> entities) {
        SessionFactoryImplementor factory = factory(unit);
        factory.getMappingMetamodel().forEachCollectionDescriptor(collection -> {
            if (collection.hasCache() && (isAny(entities, owner(collection)) || holdsAny(collection, entities))) {
                factory.getCache().evictCollectionData(collection.getRole());
            }
        });
        factory.getCache().evictQueryRegions();
    }

    private static boolean holdsAny(CollectionPersister collection, Set<Class<?>> roots) {
        return collection.getAttributeMapping().getElementDescriptor() instanceof EntityCollectionPart part
                && isAny(roots, part.getEntityMappingType().getEntityPersister().getMappedClass());
    }

    private static boolean isAny(Set<Class<?>> roots, Class<?> entity) {
        return roots.stream().anyMatch(root -> root.isAssignableFrom(entity));
    }

    private static Class<?> owner(CollectionPersister collection) {
        return collection.getOwnerEntityPersister().getMappedClass();
    }

    @Override
    public Alterations alterations(Unit unit) {
        return new MappedAlterations(factory(unit));
    }

    private static SessionFactoryImplementor factory(Unit unit) {
        return unit.factory().unwrap(SessionFactoryImplementor.class);
    }
}
