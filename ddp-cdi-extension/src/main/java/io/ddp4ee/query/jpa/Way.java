package io.ddp4ee.query.jpa;

import jakarta.annotation.Nullable;

import io.ddp4ee.matching.Refusal;
import io.ddp4ee.query.Matching;

/**
 * How a query stays live.
 *
 * @param matching null if it is run again
 * @param refusal why it is; null if it is not
 */
record Way(@Nullable Matching matching, @Nullable Refusal refusal) {

    static Way matched(Matching matching) {
        return new Way(matching, null);
    }

    static Way rerun(Refusal refusal) {
        return new Way(null, refusal);
    }

    @Override
    public String toString() {
        return matching != null ? "match" : "re-run: " + refusal;
    }
}
