package io.ddp4ee.query;

import java.util.Map;

import io.ddp4ee.document.Document;
import io.ddp4ee.matching.RowOrder;
import io.ddp4ee.message.Fields;

/** What of the rows for which its condition is true a query has. Immutable. */
public sealed interface Keeping {

    Keeping ALL = new All();

    /** A document for each. */
    record All() implements Keeping {}

    /**
     * How many there are, in one document.
     *
     * @param name the document's id
     */
    record Count(String name) implements Keeping {

        /** The document that says so. */
        public Document document(long count) {
            return new Document(name, Fields.of(Map.of("count", Long.toString(count))));
        }
    }

    /**
     * Some of them, by their place in an order.
     *
     * @param order in which no two are equal
     * @param limit how many at most; {@link Integer#MAX_VALUE} if there is none
     * @param margin rows beyond its end that take the places of those that leave
     */
    record Window(RowOrder order, int offset, int limit, int margin) implements Keeping {

        private static final int LEAST_MARGIN = 10;
        private static final int MOST_MARGIN = 500;

        public Window(RowOrder order, int offset, int limit) {
            this(order, offset, limit, Math.min(Math.max(LEAST_MARGIN, limit / 2), MOST_MARGIN));
        }

        /** The rows up to its end. */
        long end() {
            return (long) offset + limit;
        }

        /** How many rows are read, from the first on; if there are fewer, it is known that there are no more. */
        public int read() {
            return (int) Math.min(end() + margin, Integer.MAX_VALUE);
        }

        /** How many are kept before the last are forgotten. */
        int most() {
            return (int) Math.min(end() + 2L * margin, Integer.MAX_VALUE);
        }
    }
}
