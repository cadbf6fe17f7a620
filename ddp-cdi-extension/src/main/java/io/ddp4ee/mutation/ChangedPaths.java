package io.ddp4ee.mutation;

import java.util.HashMap;
import java.util.Map;

/** The paths that a modifier changes, none of which may lead to or into the value of another. */
final class ChangedPaths {

    private final Map<String, ChangedPaths> within = new HashMap<>();
    private boolean isChanged;

    /** @return whether it may be changed beside those that were added before */
    boolean add(DocumentPath path) {
        ChangedPaths at = this;
        for (String name : path.names()) {
            if (at.isChanged) {
                return false;
            }
            at = at.within.computeIfAbsent(name, absent -> new ChangedPaths());
        }
        boolean isFree = !at.isChanged && at.within.isEmpty();
        at.isChanged = true;
        return isFree;
    }
}
