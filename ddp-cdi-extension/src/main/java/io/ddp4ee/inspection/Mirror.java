package io.ddp4ee.inspection;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import io.ddp4ee.LiveDocuments;

/** Shows in a collection what there is from time to time. Used under the lock of the audience. */
final class Mirror {

    private final LiveDocuments documents;
    private final Map<String, Map<String, Object>> shown = new LinkedHashMap<>();

    Mirror(LiveDocuments documents) {
        this.documents = documents;
    }

    /** Others may show more in the same collection. */
    void show(Map<String, Map<String, Object>> now) {
        for (String gone : Set.copyOf(shown.keySet())) {
            if (!now.containsKey(gone)) {
                shown.remove(gone);
                documents.remove(gone);
            }
        }
        now.forEach((id, fields) -> {
            if (!fields.equals(shown.put(id, fields))) {
                documents.put(id, fields);
            }
        });
    }
}
