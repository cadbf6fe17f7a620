package io.ddp4ee.capture;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Set;

import jakarta.persistence.EntityManager;
import jakarta.persistence.metamodel.EntityType;

import io.ddp4ee.persistence.EntityTypes;
import io.ddp4ee.persistence.Unit;

/**
 * Whose rows the database deletes or changes by itself when rows of another entity are deleted, because a foreign key says
 * so: no provider tells of them. Immutable.
 */
public final class Cascades {

    /** Nothing is known of the tables. */
    public static final Cascades NONE = new Cascades(Map.of());

    private static final Logger LOG = System.getLogger(Cascades.class.getName());

    /** A key that says so itself is either the application's DDL or what it had its provider create. */
    private static final String FOREIGN_KEYS = "select cast(parent.relname as text), cast(child.relname as text),"
            + " cast(f.confdeltype as text), exists (select 1 from pg_constraint p where p.conrelid = f.conrelid"
            + " and p.contype = 'p' and p.conkey = f.conkey)"
            + " from pg_constraint f join pg_class parent on parent.oid = f.confrelid"
            + " join pg_class child on child.oid = f.conrelid"
            + " where f.contype = 'f' and f.confdeltype in ('c', 'n', 'd')";

    /** @param isKey whether the child's row is part of the parent's, as in a joined hierarchy */
    private record ForeignKey(String parent, String child, boolean deletes, boolean isKey) {}

    private final Map<EntityType<?>, Set<EntityType<?>>> changed;

    private Cascades(Map<EntityType<?>, Set<EntityType<?>>> changed) {
        this.changed = changed;
    }

    /**
     * As the database has them now.
     *
     * @param tables as {@link ProviderHooks#tables} says
     */
    public static Cascades read(Unit unit, Map<Class<?>, Set<String>> tables) {
        List<ForeignKey> keys;
        try {
            keys = unit.transactions().call(Cascades::foreignKeys);
        } catch (Exception e) {
            LOG.log(Level.WARNING, "What the foreign keys of " + unit + " delete by themselves is not known", e);
            return NONE;
        }
        Map<EntityType<?>, Set<String>> byRoot = byRoot(unit.entities(), tables);
        Map<EntityType<?>, Set<EntityType<?>>> changed = new HashMap<>();
        byRoot.keySet().forEach(root -> changed.put(root, changed(root, byRoot, keys)));
        return new Cascades(changed);
    }

    private static List<ForeignKey> foreignKeys(EntityManager entityManager) {
        List<ForeignKey> keys = new ArrayList<>();
        for (Object row : entityManager.createNativeQuery(FOREIGN_KEYS).getResultList()) {
            Object[] columns = (Object[]) row;
            keys.add(new ForeignKey(
                    columns[0].toString().toLowerCase(Locale.ROOT),
                    columns[1].toString().toLowerCase(Locale.ROOT),
                    columns[2].equals("c"),
                    columns[3].equals(true)));
        }
        return keys;
    }

    private static Map<EntityType<?>, Set<String>> byRoot(EntityTypes entities, Map<Class<?>, Set<String>> tables) {
        Map<EntityType<?>, Set<String>> byRoot = new HashMap<>();
        tables.forEach((type, names) -> {
            EntityType<?> entity = entities.of(type);
            if (entity != null) {
                byRoot.computeIfAbsent(entities.rootOf(entity), root -> new HashSet<>())
                        .addAll(names);
            }
        });
        return byRoot;
    }

    private static Set<EntityType<?>> changed(
            EntityType<?> root, Map<EntityType<?>, Set<String>> byRoot, List<ForeignKey> keys) {
        Set<EntityType<?>> changed = new LinkedHashSet<>();
        Set<String> seen = new HashSet<>(byRoot.get(root));
        Queue<String> deleted = new ArrayDeque<>(seen);
        while (!deleted.isEmpty()) {
            String parent = deleted.remove();
            for (ForeignKey key : keys) {
                boolean isOwnRow = key.isKey() && byRoot.get(root).contains(key.child());
                if (key.parent().equals(parent) && !isOwnRow) {
                    byRoot.forEach((other, tables) -> {
                        if (tables.contains(key.child())) {
                            changed.add(other);
                        }
                    });
                    if (key.deletes() && seen.add(key.child())) {
                        deleted.add(key.child());
                    }
                }
            }
        }
        return changed;
    }

    /** @param root of the hierarchy of which rows are deleted */
    Set<EntityType<?>> of(EntityType<?> root) {
        return changed.getOrDefault(root, Set.of());
    }
}
