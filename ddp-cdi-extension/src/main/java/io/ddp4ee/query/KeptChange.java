package io.ddp4ee.query;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * What has become of what is kept of a result.
 *
 * @param delta of the documents that subscribers have
 * @param come the ids of rows that are kept now and were not
 * @param gone the ids of rows that were kept and are not
 */
record KeptChange(Delta delta, Collection<String> come, Collection<String> gone) {

    static final KeptChange NONE = of(Delta.between("", Map.of(), Map.of()));

    /** Of a result of which each row is a document. */
    static KeptChange of(Delta delta) {
        List<String> come = new ArrayList<>();
        List<String> gone = new ArrayList<>();
        for (DocumentChange change : delta.changes()) {
            if (change.isAdded()) {
                come.add(change.id());
            } else if (change.isRemoved()) {
                gone.add(change.id());
            }
        }
        return new KeptChange(delta, come, gone);
    }
}
