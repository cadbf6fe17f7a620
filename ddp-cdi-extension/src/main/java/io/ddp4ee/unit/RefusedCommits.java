package io.ddp4ee.unit;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

import io.ddp4ee.capture.Outcome;
import io.ddp4ee.capture.PublishListener;
import io.ddp4ee.capture.Published;
import io.ddp4ee.persistence.Unit;

/**
 * Says what a developer has to know of a two-phase commit. PostgreSQL cannot prepare a transaction that has sent a NOTIFY;
 * of that refusal the container tells the application no more than that it rolled back, and a synchronization not even why.
 */
final class RefusedCommits implements PublishListener {

    private static final Logger LOG = System.getLogger(RefusedCommits.class.getName());

    private final Unit unit;
    private final PublishListener next;

    /** @param next is told first */
    RefusedCommits(Unit unit, PublishListener next) {
        this.unit = unit;
        this.next = next;
    }

    @Override
    public void publishing(Published batch) {
        next.publishing(batch);
    }

    @Override
    public void completed(Published batch, Outcome outcome) {
        next.completed(batch, outcome);
        if (outcome != Outcome.COMMITTED) {
            LOG.log(
                    Level.WARNING,
                    () -> "A transaction that changed " + String.join(", ", batch.entities()) + " in " + unit
                            + " was rolled back by its commit. If it had a second resource beside the database (another"
                            + " database, a message queue), this is why: PostgreSQL cannot PREPARE a transaction that has"
                            + " executed NOTIFY, as all transactions with changes for DDP clients do. Remedy: give the"
                            + " other resource a transaction of its own, with @Transactional(REQUIRES_NEW) or after this"
                            + " one; or let the unit's data source be no XA data source, if the server then commits it"
                            + " last, in one phase.");
        }
    }
}
