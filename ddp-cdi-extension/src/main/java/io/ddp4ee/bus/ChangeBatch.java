package io.ddp4ee.bus;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * All that one transaction changed, or the part of it that travels in one channel.
 *
 * @param transaction its {@code pg_current_xact_id()}
 * @param snapshot read in the transaction before its images: whatever that does not see may be missing from them
 * @param server the server that wrote, so that it knows its own
 * @param changes in no order
 * @param notices in the order in which they were given
 * @param followed the references, as {@code Book.author}, over which the rows that lead to changed ones were looked for
 */
public record ChangeBatch(
        long transaction,
        Snapshot snapshot,
        String server,
        List<Change> changes,
        List<Notice> notices,
        Set<String> followed) {

    public ChangeBatch {
        changes = List.copyOf(changes);
        notices = List.copyOf(notices);
        followed = Set.copyOf(followed);
    }

    public ChangeBatch(long transaction, Snapshot snapshot, String server, List<Change> changes) {
        this(transaction, snapshot, server, changes, List.of(), Set.of());
    }

    /** The entities of which rows changed. */
    public Set<String> entities() {
        return changes.stream()
                .filter(change -> change.operation() != Operation.RELATED)
                .map(Change::entity)
                .collect(Collectors.toUnmodifiableSet());
    }

    public ChangeBatch with(List<Change> otherChanges, List<Notice> otherNotices) {
        return new ChangeBatch(transaction, snapshot, server, otherChanges, otherNotices, followed);
    }
}
