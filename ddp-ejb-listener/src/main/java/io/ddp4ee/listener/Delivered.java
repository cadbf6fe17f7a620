package io.ddp4ee.listener;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What has been handed on, so that nothing is twice. A notification tells its backend's number, but PostgreSQL gives the
 * number to another backend some day, and any role may have written down what it heard.
 */
final class Delivered {

    private static final int MOST = 100_000;

    private final Set<Publication> publications = new LinkedHashSet<>();
    private long floor;

    /** Every transaction before this one has ended, and what it sent has arrived. */
    void forgetBefore(long transaction) {
        floor = transaction;
        publications.removeIf(publication -> publication.transaction() < transaction);
    }

    boolean contains(Publication publication) {
        return publication.transaction() < floor || publications.contains(publication);
    }

    void add(Publication publication) {
        publications.add(publication);
        if (publications.size() > MOST) {
            Iterator<Publication> eldest = publications.iterator();
            eldest.next();
            eldest.remove();
        }
    }

    /** How many are kept. */
    int size() {
        return publications.size();
    }
}
