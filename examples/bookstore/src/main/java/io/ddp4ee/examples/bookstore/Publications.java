package io.ddp4ee.examples.bookstore;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;

import io.ddp4ee.LiveQuery;
import io.ddp4ee.Publication;

/** What clients may subscribe to. */
@ApplicationScoped
public class Publications {

    @Produces
    @Publication("AllBooks")
    static final List<LiveQuery> ALL = List.of(LiveQuery.of(Author.class), LiveQuery.of(Book.class));

    @Produces
    @Publication("BooksByAuthorEmail")
    static final List<LiveQuery> BY_EMAIL =
            List.of(LiveQuery.of(Author.class, "email = ?1"), LiveQuery.of(Book.class, "author.email = ?1"));
}
