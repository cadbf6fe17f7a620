package io.ddp4ee.unit;

import io.ddp4ee.bus.Notices;
import io.ddp4ee.capture.Outcome;
import io.ddp4ee.capture.PublishListener;
import io.ddp4ee.capture.Published;
import io.ddp4ee.query.LiveQueries;

/**
 * Tells this server what its own transactions have noticed when they have committed, as the bus may not be listened to just
 * then; after the live queries have been told of the transaction. What arrives of this server over the bus is not told again.
 */
record NoticeListener(PublishListener inner, LiveQueries queries, Notices notices) implements PublishListener {

    @Override
    public void publishing(Published batch) {
        inner.publishing(batch);
    }

    @Override
    public void completed(Published batch, Outcome outcome) {
        inner.completed(batch, outcome);
        if (batch.notices().isEmpty()) {
            return;
        }
        if (outcome == Outcome.COMMITTED) {
            tell(batch);
        } else {
            queries.whenEnded(batch.transaction(), committed -> {
                if (committed) {
                    tell(batch);
                }
            });
        }
    }

    private void tell(Published batch) {
        queries.execute(() -> notices.received(batch.notices()));
    }
}
