package io.ddp4ee.query.jpa;

import java.util.ArrayList;
import java.util.List;

import io.ddp4ee.query.DocumentQuery;
import io.ddp4ee.query.QueryResult;
import io.ddp4ee.query.QueryResult.Refused;
import io.ddp4ee.query.QueryResult.Unanswered;

/**
 * Keeps queries that are read in one transaction from suffering for each other: what fails ends the transaction for all of
 * them, whoever is to blame, so then each is read alone.
 */
final class Isolation {

    /** Reads queries in one transaction. */
    interface Attempt {
        /**
         * @throws ReadFailedException if the transaction had begun
         * @throws Exception if there was none
         */
        List<QueryResult> read(List<DocumentQuery> queries) throws Exception;
    }

    private final Attempt attempt;

    Isolation(Attempt attempt) {
        this.attempt = attempt;
    }

    List<QueryResult> read(List<DocumentQuery> queries) throws Exception {
        try {
            return attempt.read(queries);
        } catch (ReadFailedException e) {
            return queries.size() == 1 ? List.of(verdict(e)) : each(queries);
        }
    }

    private List<QueryResult> each(List<DocumentQuery> queries) {
        List<QueryResult> results = new ArrayList<>();
        Exception gone = null;
        for (DocumentQuery query : queries) {
            if (gone == null) {
                try {
                    results.addAll(read(List.of(query)));
                    continue;
                } catch (Exception e) {
                    gone = e;
                }
            }
            results.add(new Unanswered(gone, false));
        }
        return results;
    }

    private static QueryResult verdict(ReadFailedException e) {
        Failures kind = e.isInQuery() ? Failures.of(e.getCause()) : Failures.OF_CONNECTION;
        return switch (kind) {
            case OF_STATEMENT -> new Refused(e.reason());
            case OF_CONNECTION -> new Unanswered(e.reason(), false);
            case UNCERTAIN -> new Unanswered(e.reason(), true);
        };
    }
}
