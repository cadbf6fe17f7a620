package io.ddp4ee.it.library;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;

import io.ddp4ee.LiveQuery;
import io.ddp4ee.Param;
import io.ddp4ee.Publication;

/** Publications that overlap: over a path, over a value, over an order with a limit, over everything. */
@ApplicationScoped
public class Catalogues {

    @Produces
    @Publication("shelf")
    static final List<LiveQuery> SHELF =
            List.of(LiveQuery.of(Shelf.class, "name = ?1"), LiveQuery.of(Volume.class, "shelf.name = ?1"));

    @Produces
    @Publication("starred")
    static final LiveQuery STARRED = LiveQuery.of(Volume.class, "stars >= ?1");

    @Produces
    @Publication("top")
    LiveQuery top(@Param int limit) {
        return LiveQuery.of(Volume.class).orderBy("stars desc", "id asc").limit(limit);
    }

    @Produces
    @Publication("readers")
    static final LiveQuery READERS = LiveQuery.of(Reader.class, "id = ?1");

    @Produces
    @Publication("readersOfShelf")
    static final LiveQuery READERS_OF_SHELF =
            LiveQuery.of(Reader.class, "exists (select s from Shelf s where s member of this.shelves and s.name = ?1)");

    @Produces
    @Publication("library")
    static final List<LiveQuery> LIBRARY = List.of(LiveQuery.of(Shelf.class), LiveQuery.of(Volume.class));
}
