package io.ddp4ee.it;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import io.ddp4ee.it.database.Database;

/**
 * What a server holds.
 *
 * @param classLoaders that have loaded our classes, those of earlier deployments too
 * @param counts of its own threads, by their names, and of its connections of the database
 */
record Footprint(Ours ours, long classLoaders, Map<String, Long> counts) {

    private static final String OF_EACH_APPLICATION = "io.ddp4ee.config.ConfigKey";

    /** Which of them there are at a moment depends on what there was to do, and how long ago. */
    private static final Set<String> POOLED = Set.of(
            "ddp-closer-#", "ddp-dispatch-#", "ddp-finisher-#", "ddp-patient-closer-#", "ddp-reader-#", "ddp-worker-#");

    /**
     * What is ours, or is as if it were.
     *
     * @param servers of DDP
     * @param threads their names: how many there are of each depends on how busy they have been
     * @param listening connections of the database that listen
     * @param ports that the server listens at
     */
    record Ours(
            long servers, long sessions, long liveQueries, Set<String> threads, long listening, List<String> ports) {

        /** What is the same of every deployment. */
        Ours withoutPooledThreads() {
            Set<String> others = new TreeSet<>(threads);
            others.removeAll(POOLED);
            return new Ours(servers, sessions, liveQueries, others, listening, ports);
        }
    }

    static Footprint take(Database database) throws SQLException {
        Heap heap = ServerProbe.strongHeap();
        Map<String, Long> threads = new TreeMap<>(ServerProbe.threads());
        Set<String> ours = new TreeSet<>(threads.keySet());
        ours.removeIf(name -> !name.startsWith("ddp-"));
        threads.keySet().removeAll(ours);
        threads.put("connections of the database", connections(database, "pid <> pg_backend_pid()"));
        return new Footprint(
                new Ours(
                        heap.instances("io.ddp4ee.server.RunningServer"),
                        heap.instances("io.ddp4ee.session.Session"),
                        heap.instances("io.ddp4ee.query.SharedQuery"),
                        ours,
                        connections(database, "query ilike 'listen %'"),
                        ServerProbe.ports()),
                heap.loaders(OF_EACH_APPLICATION),
                threads);
    }

    /** Those that have loaded our classes. */
    static long countClassLoaders() {
        return ServerProbe.strongHeap().loaders(OF_EACH_APPLICATION);
    }

    private static long connections(Database database, String condition) throws SQLException {
        return database.query("select pid from pg_stat_activity where backend_type = 'client backend' and " + condition)
                .size();
    }
}
