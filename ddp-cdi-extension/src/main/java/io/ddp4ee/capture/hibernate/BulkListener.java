package io.ddp4ee.capture.hibernate;

import java.util.Arrays;
import java.util.Set;

import org.hibernate.event.spi.AutoFlushEvent;
import org.hibernate.event.spi.AutoFlushEventListener;
import org.hibernate.metamodel.MappingMetamodel;

/**
 * Notices HQL and criteria statements that write. Hibernate tells nobody of them; but before each statement it flushes
 * what its tables depend on, and says which those are.
 */
final class BulkListener implements AutoFlushEventListener {

    /** The executed statement is this near on the stack, or it is none of a bulk update. */
    private static final int DEPTH = 24;

    private final MappingMetamodel metamodel;
    private final RowListener rows;

    BulkListener(MappingMetamodel metamodel, RowListener rows) {
        this.metamodel = metamodel;
        this.rows = rows;
    }

    @Override
    public void onAutoFlush(AutoFlushEvent event) {
        Set<String> tables = event.getQuerySpaces();
        if (tables != null && !tables.isEmpty() && isForUpdate()) {
            metamodel.forEachEntityDescriptor(entity -> {
                if (Arrays.stream(entity.getQuerySpaces()).anyMatch(tables::contains)) {
                    rows.tellAny(event.getSession(), entity.getMappedClass());
                }
            });
        }
    }

    /** The event is the same for a query and for an update; only the caller differs. */
    private static boolean isForUpdate() {
        return StackWalker.getInstance().walk(frames -> frames.limit(DEPTH)
                .anyMatch(frame -> frame.getMethodName().equals("executeUpdate")
                        && frame.getClassName().startsWith("org.hibernate.query.")));
    }
}
