package io.ddp4ee.query.jpa;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.annotation.Nullable;

import io.ddp4ee.LiveQuery;
import io.ddp4ee.jpql.JpqlException;
import io.ddp4ee.query.DocumentQuery;
import io.ddp4ee.query.LiveQueries;
import io.ddp4ee.query.QueryResolver;

/** Finds the persistence unit that each live query of an application is about. Safe for use by several threads. */
public final class UnitQueryResolver implements QueryResolver {

    /** A unit's compiler, and where its queries live. */
    public record Home(EntityQueries compiler, LiveQueries queries) {}

    private final List<Home> homes;

    public UnitQueryResolver(List<Home> homes) {
        this.homes = List.copyOf(homes);
    }

    @Override
    public Map<LiveQueries, List<DocumentQuery>> resolve(
            List<LiveQuery> queries, List<Object> parameters, @Nullable String userId) {
        Map<LiveQueries, List<DocumentQuery>> resolved = new LinkedHashMap<>();
        for (LiveQuery query : queries) {
            Home home = home(query);
            home.compiler().bind(query, parameters, userId).ifPresent(bound -> resolved.computeIfAbsent(
                            home.queries(), live -> new ArrayList<>())
                    .add(bound));
        }
        return resolved;
    }

    /**
     * Looks for mistakes, without running anything.
     *
     * @return how many parameters a subscription must bring
     * @throws JpqlException if the query fits no unit
     */
    public int check(LiveQuery query) {
        return home(query).compiler().check(query);
    }

    private Home home(LiveQuery query) {
        for (Home home : homes) {
            if (home.compiler().know(query.entity())) {
                return home;
            }
        }
        throw new JpqlException(query.entity().getName()
                + " is no entity of a persistence unit over PostgreSQL that this" + " application injects");
    }
}
