package io.ddp4ee.examples.bookstore;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** REST lives below {@code /api}. */
@ApplicationPath("api")
public class BookstoreApi extends Application {}
