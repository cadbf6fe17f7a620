package io.ddp4ee.matching.jpa;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.annotation.Nullable;
import jakarta.persistence.metamodel.EntityType;
import jakarta.persistence.metamodel.ManagedType;
import jakarta.persistence.metamodel.Type;

import org.eclipse.persistence.jpa.jpql.parser.Expression;

import io.ddp4ee.jpql.JpqlException;
import io.ddp4ee.jpql.Path;
import io.ddp4ee.matching.Refusal.Reason;
import io.ddp4ee.matching.RefusedException;
import io.ddp4ee.persistence.EntityTypes;

/** What the paths of a statement lead to, whichever joins they take. */
final class Aliases {

    /**
     * Where a path ends.
     *
     * @param collection null for what belongs to the row itself
     * @param path from the row, or from an element of the collection
     */
    record End(@Nullable String collection, List<String> path, Type<?> type, boolean isPlural) {

        String dotted() {
            return String.join(".", path);
        }
    }

    private final EntityTypes entities;
    private final Map<String, End> aliases = new LinkedHashMap<>();

    Aliases(EntityTypes entities, String alias, EntityType<?> root) {
        this.entities = entities;
        aliases.put(alias, new End(null, List.of(), root, false));
    }

    /** An alias for a reference that is joined. */
    void join(String alias, Expression path) {
        aliases.put(alias, resolve(path));
    }

    /** An alias for an element of a collection, within a query about those. */
    void declareElement(String alias, String collection, Type<?> type) {
        if (aliases.values().stream().anyMatch(end -> end.collection() != null)) {
            throw new RefusedException(Reason.SUBQUERY, alias + ", in a query within a query");
        }
        aliases.put(alias, new End(collection, List.of(), type, false));
    }

    void forget(String alias) {
        aliases.remove(alias);
    }

    /** Null if the first word is no alias. */
    @Nullable
    End find(String text) {
        return aliases.containsKey(text.split("\\.", 2)[0]) ? resolve(text) : null;
    }

    End resolve(Expression path) {
        return resolve(path.toActualText().strip());
    }

    private End resolve(String text) {
        List<String> names = List.of(text.split("\\."));
        End start = aliases.get(names.get(0));
        if (start == null) {
            throw new RefusedException(Reason.EXPRESSION, text);
        }
        if (names.size() == 1) {
            return start;
        }
        Path path = path(start, names.subList(1, names.size()), text);
        List<String> all = new ArrayList<>(start.path());
        all.addAll(names.subList(1, names.size()));
        for (int i = 0; i < path.attributes().size() - 1; i++) {
            if (path.attributes().get(i).isCollection()) {
                throw new RefusedException(Reason.EXPRESSION, text + ", a path through a collection");
            }
        }
        return new End(start.collection(), List.copyOf(all), path.type(), path.isPlural());
    }

    private Path path(End start, List<String> names, String text) {
        if (!(start.type() instanceof ManagedType<?> managed)) {
            throw new RefusedException(Reason.EXPRESSION, text);
        }
        try {
            return Path.resolve(managed, names, entities);
        } catch (JpqlException e) {
            throw new RefusedException(Reason.EXPRESSION, text + ", which a subclass may have");
        }
    }
}
