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
 * that so many sessions hold. Each is what the heap has more after a full collection than before they came. On servers that
 * have had no clients: they keep for the next what connections before had, which would then seem to take nothing.
 */
final class Memory implements Scenario {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int WARM_UPS = 20;

    @Override
    public Table run(World world) throws IOException, SQLException, InterruptedException {
        int sessions = Setting.SESSIONS.number();
        Table table = new Table(
                "Live heap", "of each", "bytes", "ratio", "beyond a connection", "of", "of each document and session");
        try (Swarm floor = new Swarm();
                Swarm swarm = new Swarm()) {
            // What the first make the server load and fill is not theirs.
            connect(world, floor, WARM_UPS);
            come(world, swarm, WARM_UPS, true);
            long before = heap(world);
            connect(world, floor, sessions);
            long bare = heap(world);
            double connection = (bare - before) / (double) sessions;
            table.row("bare connection", connection, 1, "–", sessions, "–");
            come(world, swarm, sessions, false);
            long identical = heap(world);
            double session = (identical - bare) / (double) sessions;
            row(table, "session with the same subscription as all", session, connection);
            come(world, swarm, sessions, true);
            double own = (heap(world) - identical) / (double) sessions;
            row(table, "session with a subscription of its own", own, connection);
            hold(world, swarm, table);
        }
        world.settle();
        return table;
    }

    private static void row(Table table, String what, double bytes, double connection) {
        table.row(what, bytes, bytes / connection, bytes - connection, Setting.SESSIONS.number(), "–");
    }

    private static void connect(World world, Swarm floor, int connections) throws IOException, InterruptedException {
        long opened = floor.tally().count(Event.OPENED);
        for (int i = 1; i <= connections; i++) {
            floor.connect(world.first().uri("/floor/websocket"), false);
            floor.tally().await(Event.OPENED, opened + i, PATIENCE);
        }
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
        // Once as many as ever: the server keeps the buffers that it has sent them with, whoever holds them.
        long warm = swarm.tally().count(Event.READY) + 1;
        swarm.clients().get(0).subscribe("w", "BooksByAuthorEmail", World.prolific(0));
        swarm.tally().await(Event.READY, warm, PATIENCE);
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
            table.row(
                    "document that " + holders + " hold",
                    document,
                    document / alone,
                    "–",
                    documents,
                    document / holders);
        }
    }

    private static long heap(World world) throws IOException, InterruptedException {
        Quiet.await(world);
        // What the first finds to be finalized, the second finds gone.
        world.first().liveHeap();
        return world.first().liveHeap();
    }
}
