package io.ddp4ee.benchmarks.scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.ddp4ee.benchmarks.archive.Archive;
import io.ddp4ee.benchmarks.config.Setting;
import io.ddp4ee.benchmarks.database.Database;
import io.ddp4ee.benchmarks.server.Installation;
import io.ddp4ee.benchmarks.server.Product;
import io.ddp4ee.benchmarks.server.Server;

/**
 * A database and the servers over it. Each has the bookstore twice, the second time over a database of its own, to which
 * nobody subscribes; and the floor.
 */
public final class World implements AutoCloseable {

    /** The application, and the name of its database. */
    static final String BOOKSTORE = "bookstore";

    /** The same without subscriptions. */
    static final String IDLE = "idle";

    private static final String FLOOR = "floor";

    /** How long a live query stays that nobody has; short, that it is not in what is measured next. */
    private static final Duration LINGER = Duration.ofSeconds(1);

    private static final int PORTS = 1000;

    private static final List<String> NAMES = List.of("first", "second", "third", "fourth");

    private final Database database;
    private final List<Server> servers = new ArrayList<>();

    private World(Database database) {
        this.database = database;
    }

    public static World start(Product product, Path directory, Path bookstore, Path driver)
            throws IOException, SQLException, InterruptedException {
        delete(directory);
        Files.createDirectories(directory);
        int portBase = Setting.PORT_BASE.number();
        World world = new World(Database.start(portBase, directory.resolve("postgres")));
        try {
            world.fill();
            Map<String, Path> applications = Map.of(
                    BOOKSTORE, Archive.bookstore(bookstore, "jdbc/" + BOOKSTORE, directory.resolve("bookstore.war")),
                    IDLE, Archive.bookstore(bookstore, "jdbc/" + IDLE, directory.resolve("idle.war")),
                    FLOOR, Archive.floor(directory.resolve("floor.war")));
            for (String name : NAMES.subList(0, Setting.SERVERS.number())) {
                world.database.createUser(name);
                world.servers.add(product.start(new Installation(
                        name,
                        directory,
                        portBase + PORTS * world.servers.size(),
                        world.database.port(),
                        Database.PASSWORD,
                        driver,
                        Map.of("jdbc/" + BOOKSTORE, BOOKSTORE, "jdbc/" + IDLE, IDLE),
                        applications,
                        options())));
            }
            for (Server server : world.servers) {
                for (String path : List.of(BOOKSTORE + "/writer", IDLE + "/writer", FLOOR + "/broadcast")) {
                    server.awaitAnswer("/" + path);
                }
            }
            return world;
        } catch (IOException | SQLException | InterruptedException | RuntimeException e) {
            world.close();
            throw e;
        }
    }

    private void fill() throws IOException, SQLException {
        int subscriptions = Arrays.stream(Setting.SUBSCRIPTIONS.numbers()).max().orElse(0);
        // As many that nobody subscribes to; and for all who come to what nobody has had.
        int authors = Math.max(2 * subscriptions, Setting.SESSIONS.number() * (Setting.PAIRS.number() + 3));
        database.createBookstore(BOOKSTORE, authors);
        database.createBookstore(IDLE, authors);
        for (int i = 0; i < Setting.PAIRS.number(); i++) {
            database.addAuthor(BOOKSTORE, prolific(i), Setting.DOCUMENTS.number());
        }
        for (int holders : Setting.HOLDERS.numbers()) {
            database.addAuthor(BOOKSTORE, held(holders), Setting.HELD.number());
        }
    }

    private static List<String> options() {
        String heap = Setting.HEAP.text();
        List<String> options = new ArrayList<>(List.of("-Xms" + heap, "-Xmx" + heap, "-Dddp.query.linger=" + LINGER));
        options.addAll(Stream.of(Setting.OPTIONS.text().split(" ", -1))
                .filter(option -> !option.isEmpty())
                .toList());
        return options;
    }

    private static void delete(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    /** Who has one book, which has the same number. */
    static String author(int number) {
        return "author-" + number + "@example.org";
    }

    /** Who has as many books as a large subscription. */
    static String prolific(int number) {
        return "prolific-" + number + "@example.org";
    }

    /** Whose books so many sessions hold. */
    static String held(int holders) {
        return "held-by-" + holders + "@example.org";
    }

    public String databaseVersion() throws SQLException {
        return database.version();
    }

    Database database() {
        return database;
    }

    List<Server> servers() {
        return servers;
    }

    Server first() {
        return servers.get(0);
    }

    /** Another, if there is one. */
    Server last() {
        return servers.get(servers.size() - 1);
    }

    /** Waits until nothing is left of clients who have gone. */
    void settle() throws IOException, InterruptedException {
        TimeUnit.NANOSECONDS.sleep(LINGER.multipliedBy(2).toNanos());
        Quiet.await(this);
    }

    @Override
    public void close() throws IOException {
        servers.forEach(Server::close);
        database.close();
    }
}
