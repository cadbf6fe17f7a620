package io.ddp4ee.benchmarks.scenario;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

import io.ddp4ee.benchmarks.client.Client;
import io.ddp4ee.benchmarks.client.Swarm;
import io.ddp4ee.benchmarks.client.Tally.Event;
import io.ddp4ee.benchmarks.config.Setting;
import io.ddp4ee.benchmarks.report.Table;

/**
 * How much of the heap an idle session takes, as a ratio to a bare connection on the same server, and how much a document
 * that so many sessions hold. Each is what the heap has more after a full collection than before they came.
 */
final class Memory implements Scenario {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Override
    public Table run(World world) throws IOException, SQLException, InterruptedException {
        int sessions = Setting.SESSIONS.number();
        Table table = new Table("Live heap", "of each", "bytes", "ratio", "of", "of each document and session");
        try (Swarm floor = new Swarm();
                Swarm swarm = new Swarm()) {
            long before = heap(world);
            for (int i = 1; i <= sessions; i++) {
                floor.connect(world.first().uri("/floor/websocket"), false);
                floor.tally().await(Event.OPENED, i, PATIENCE);
            }
            long bare = heap(world);
            double connection = (bare - before) / (double) sessions;
            table.row("bare connection", connection, 1, sessions, "–");
            come(world, swarm, sessions, false);
            long identical = heap(world);
            double session = (identical - bare) / (double) sessions;
            table.row("session with the same subscription as all", session, session / connection, sessions, "–");
            come(world, swarm, sessions, true);
            double own = (heap(world) - identical) / (double) sessions;
            table.row("session with a subscription of its own", own, own / connection, sessions, "–");
            hold(world, swarm, table);
        }
        return table;
    }

    private static void come(World world, Swarm swarm, int sessions, boolean distinct)
            throws IOException, InterruptedException {
        long ready = swarm.tally().count(Event.READY);
        for (int i = 1; i <= sessions; i++) {
            swarm.connect(world.first().uri("/" + World.BOOKSTORE + "/websocket"), true)
                    .subscribe("s", "BooksByAuthorEmail", World.author(distinct ? i + 1 : 1));
            swarm.tally().await(Event.READY, ready + i, PATIENCE);
        }
    }

    /** Sessions that are there have documents too, more and more of them the same. */
    private static void hold(World world, Swarm swarm, Table table) throws IOException, InterruptedException {
        int documents = Setting.HELD.number();
        double alone = Double.NaN;
        for (int holders : Setting.HOLDERS.numbers()) {
            long before = heap(world);
            long ready = swarm.tally().count(Event.READY);
            List<Client> clients = swarm.clients().subList(0, holders);
            for (Client client : clients) {
                client.subscribe("h" + holders, "BooksByAuthorEmail", World.held(holders));
                swarm.tally().await(Event.READY, ++ready, PATIENCE);
            }
            double document = (heap(world) - before) / (double) documents;
            alone = Double.isNaN(alone) ? document : alone;
            table.row("document that " + holders + " hold", document, document / alone, documents, document / holders);
        }
    }

    private static long heap(World world) throws IOException, InterruptedException {
        Quiet.await(world);
        // What the first finds to be finalized, the second finds gone.
        world.first().liveHeap();
        return world.first().liveHeap();
    }
}
