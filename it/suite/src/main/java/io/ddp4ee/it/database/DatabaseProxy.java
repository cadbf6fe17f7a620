package io.ddp4ee.it.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** Stands between a server and its database: writes down what is executed there, and is the network that fails. */
public final class DatabaseProxy implements AutoCloseable {

    private final ServerSocket listening;
    private final int databasePort;
    private final Set<ProxiedConnection> connections = ConcurrentHashMap.newKeySet();
    private final List<String> statements = new CopyOnWriteArrayList<>();
    private final List<Trap> traps = new CopyOnWriteArrayList<>();
    private final AtomicInteger refusals = new AtomicInteger();
    private volatile boolean refusing;

    private DatabaseProxy(int port, int databasePort) throws IOException {
        this.listening = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        this.databasePort = databasePort;
        ProxiedConnection.start("accept", this::accept);
    }

    /** Where those look for the database that are not to reach it by themselves. */
    public static DatabaseProxy open() {
        try {
            return new DatabaseProxy(
                    Integer.getInteger("it.proxied.database.port"), Integer.getInteger("it.database.port"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() throws IOException {
        while (!listening.isClosed()) {
            Socket server = listening.accept();
            if (refusing) {
                refusals.incrementAndGet();
                server.close();
            } else {
                connect(server);
            }
        }
    }

    private void connect(Socket server) throws IOException {
        Socket database;
        try {
            database = new Socket(InetAddress.getLoopbackAddress(), databasePort);
        } catch (IOException e) {
            // A database that is down refuses the server, not the proxy.
            server.close();
            return;
        }
        ProxiedConnection connection = new ProxiedConnection(server, database, this::executed);
        connections.add(connection);
        connection.relay(() -> connections.remove(connection));
    }

    /** What is to become of the statement that a connection is about to execute. */
    private void executed(ProxiedConnection connection, String statement) throws IOException {
        statements.add(statement);
        Optional<Trap> trap =
                traps.stream().filter(any -> any.matches(statement)).findFirst().filter(traps::remove);
        if (trap.isPresent()) {
            trap.get().spring(connection);
        }
    }

    /** Befalls the next connection that executes such a statement. */
    public Trap trap(Trap.Fault fault, Predicate<String> statement) {
        Trap trap = new Trap(fault, statement);
        traps.add(trap);
        return trap;
    }

    /** Cuts the connections on which the servers listen. */
    public void cutListening() {
        connections.stream().filter(ProxiedConnection::isListening).forEach(ProxiedConnection::cut);
    }

    /** Nothing passes any more on the connections on which the servers listen, in either direction; both ends go on believing in them. */
    public void stallListening() {
        connections.stream().filter(ProxiedConnection::isListening).forEach(ProxiedConnection::stall);
    }

    /** Whether a connection is there on which a server listens, and passes what comes. */
    public boolean isListenedTo() {
        return connections.stream().anyMatch(connection -> connection.isListening() && !connection.isStalled());
    }

    /** Cuts all connections, and makes no more until {@link #admit}. */
    public void refuse() {
        refusing = true;
        connections.forEach(ProxiedConnection::cut);
    }

    /** How many connections were not made. */
    public int refusals() {
        return refusals.get();
    }

    public void admit() {
        refusing = false;
    }

    /** Forgets what was executed so far. */
    public void clear() {
        statements.clear();
    }

    /** What was executed since. */
    public List<String> statements() {
        return List.copyOf(statements);
    }

    @Override
    public void close() throws IOException {
        listening.close();
        connections.forEach(ProxiedConnection::cut);
    }
}
