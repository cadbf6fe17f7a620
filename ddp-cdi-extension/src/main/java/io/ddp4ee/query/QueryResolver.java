package io.ddp4ee.query;

import java.util.List;
import java.util.Map;

import jakarta.annotation.Nullable;

import io.ddp4ee.LiveQuery;

/** Turns what an application wrote into queries that can be kept live. Safe for use by several threads. */
@FunctionalInterface
public interface QueryResolver {

    /**
     * The queries that can be run, by where they live; those about the user are left out if there is none.
     *
     * @param parameters of the subscription, EJSON values
     * @throws IllegalArgumentException if a query fits no persistence unit
     * @throws io.ddp4ee.binding.MatchFailedException if a value does not fit a query
     */
    Map<LiveQueries, List<DocumentQuery>> resolve(
            List<LiveQuery> queries, List<Object> parameters, @Nullable String userId);
}
