package io.ddp4ee.it;

import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;

import org.awaitility.Awaitility;

import io.ddp4ee.it.database.Database;
import io.ddp4ee.it.database.DatabaseProxy;
import io.ddp4ee.it.database.PostgresProcess;
import io.ddp4ee.it.stress.Stress;

/** What may befall the database of two servers, and the way to it. Each time it is waited for that both listen again. */
final class Faults implements Stress.Fault {

    private static final String LISTENERS = "from pg_stat_activity where query ilike 'listen %'";

    private enum Kind {
        LISTENING_CUT,
        LISTENING_STALLED,
        LISTENERS_TERMINATED,
        ALL_CUT,
        RESTART,
        CRASH
    }

    private final DatabaseProxy proxy;
    private final Map<Kind, Integer> inflicted = new EnumMap<>(Kind.class);

    Faults(DatabaseProxy proxy) {
        this.proxy = proxy;
    }

    @Override
    public void inflict(Random random) throws Exception {
        Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
        inflicted.merge(kind, 1, Integer::sum);
        switch (kind) {
            case LISTENING_CUT -> proxy.cutListening();
            case LISTENING_STALLED -> proxy.stallListening();
            case LISTENERS_TERMINATED -> terminateListeners();
            case ALL_CUT -> cutAll();
            case RESTART -> PostgresProcess.find().restart();
            case CRASH -> PostgresProcess.crash();
        }
        Awaitility.await("both listening after " + kind)
                .atMost(Stress.PATIENCE)
                .ignoreException(SQLException.class)
                .until(() -> proxy.isListenedTo() && listeners() == 2);
    }

    private static void terminateListeners() throws SQLException {
        try (Database database = Database.connect()) {
            database.query("select pg_terminate_backend(pid) " + LISTENERS);
        }
    }

    private static int listeners() throws SQLException {
        try (Database database = Database.connect()) {
            return Integer.parseInt(
                    database.query("select count(*) " + LISTENERS).get(0));
        }
    }

    /** For as long as it takes until somebody was refused. */
    private void cutAll() {
        int before = proxy.refusals();
        proxy.refuse();
        Awaitility.await("refused").until(() -> proxy.refusals() > before);
        proxy.admit();
    }

    @Override
    public String toString() {
        return inflicted.toString();
    }
}
