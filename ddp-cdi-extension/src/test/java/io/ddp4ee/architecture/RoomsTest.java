package io.ddp4ee.architecture;

import java.util.List;
import java.util.Map;

class RoomsTest extends Rooms {

    /** From the top down. All but the API and its SPI may use the API, which is the root. */
    private static final Map<String, List<String>> ROOMS = Map.ofEntries(
            Map.entry(
                    "extension",
                    List.of(
                            "server",
                            "unit",
                            "call",
                            "declaration",
                            "config",
                            "problem",
                            "transport",
                            "transport.sockjs",
                            "session",
                            "capture",
                            "bus",
                            "document",
                            "schema",
                            "random",
                            "persistence",
                            "spi")),
            Map.entry(
                    "server",
                    List.of(
                            "unit",
                            "call",
                            "container",
                            "declaration",
                            "config",
                            "problem",
                            "transport",
                            "transport.sockjs",
                            "session",
                            "limit",
                            "method",
                            "mutation",
                            "publication",
                            "inspection",
                            "logs",
                            "memory",
                            "capture",
                            "bus",
                            "query.jpa",
                            "document",
                            "schema",
                            "security",
                            "persistence",
                            "binding",
                            "message",
                            "random",
                            "ejson",
                            "spi")),
            Map.entry(
                    "unit",
                    List.of(
                            "container",
                            "config",
                            "problem",
                            "method",
                            "capture",
                            "query",
                            "query.jpa",
                            "wanted",
                            "document",
                            "persistence",
                            "binding",
                            "bus",
                            "spi")),
            Map.entry(
                    "call",
                    List.of(
                            "container",
                            "declaration",
                            "validation",
                            "problem",
                            "session",
                            "method",
                            "publication",
                            "query.jpa",
                            "document",
                            "schema",
                            "persistence",
                            "random",
                            "binding",
                            "message",
                            "ejson")),
            Map.entry(
                    "mutation",
                    List.of(
                            "problem",
                            "method",
                            "security",
                            "document",
                            "persistence",
                            "binding",
                            "random",
                            "message",
                            "ejson")),
            Map.entry("declaration", List.of("validation", "problem", "security")),
            Map.entry("validation", List.of("persistence")),
            Map.entry("container", List.of("session", "query")),
            Map.entry("config", List.of("problem")),
            Map.entry("problem", List.of("jpql")),
            Map.entry("transport.sockjs", List.of("transport", "session", "ejson")),
            Map.entry("transport", List.of("session", "query", "schema", "ejson")),
            Map.entry(
                    "session",
                    List.of(
                            "limit",
                            "method",
                            "publication",
                            "security",
                            "memory",
                            "query",
                            "document",
                            "binding",
                            "bus",
                            "random",
                            "message",
                            "ejson")),
            Map.entry(
                    "method",
                    List.of("capture", "memory", "query", "document", "persistence", "binding", "security", "message")),
            Map.entry("publication", List.of("security")),
            Map.entry(
                    "inspection",
                    List.of("unit", "container", "session", "memory", "publication", "query", "persistence")),
            Map.entry("logs", List.of("container", "memory", "publication", "query", "bus", "ejson")),
            Map.entry("limit", List.of("message")),
            Map.entry("memory", List.of("publication", "query", "document", "message")),
            Map.entry("capture.hibernate", List.of("capture", "persistence", "bus")),
            Map.entry("capture.eclipselink", List.of("capture", "persistence", "bus")),
            Map.entry("capture", List.of("wanted", "document", "persistence", "bus", "spi")),
            Map.entry("wanted", List.of("document", "jpql", "persistence", "ejson")),
            Map.entry(
                    "query.jpa",
                    List.of(
                            "query",
                            "wanted",
                            "matching.jpa",
                            "matching",
                            "document",
                            "jpql",
                            "persistence",
                            "binding",
                            "bus",
                            "ejson")),
            Map.entry("query", List.of("matching", "matching.value", "bus", "document", "message")),
            Map.entry("matching.jpa", List.of("matching", "matching.value", "jpql", "persistence")),
            Map.entry("matching", List.of("matching.value")),
            Map.entry("matching.value", List.of()),
            Map.entry("document", List.of("jpql", "schema", "persistence", "message", "ejson")),
            Map.entry("schema", List.of("persistence", "ejson")),
            Map.entry("jpql", List.of("persistence")),
            Map.entry("persistence", List.of("random")),
            Map.entry("binding", List.of("ejson")),
            Map.entry("bus", List.of("message", "ejson")),
            Map.entry("message", List.of("ejson")),
            Map.entry("ejson", List.of()),
            Map.entry("random", List.of()),
            Map.entry("security", List.of()),
            Map.entry("listener", List.of("spi")),
            Map.entry("spi", List.of()),
            Map.entry("", List.of()));

    private static final List<String> FOUND_BY_NAME = List.of(
            // By the container, which makes them or a proxy of them.
            "io.ddp4ee.extension.DdpExtension",
            "io.ddp4ee.extension.DdpInitializer",
            "io.ddp4ee.extension.DdpServer",
            "io.ddp4ee.listener.ListenNotifyBus",
            "io.ddp4ee.transport.DdpEndpoint",
            // By the persistence provider and the driver.
            "io.ddp4ee.capture.EntityCallbacks",
            "io.ddp4ee.persistence.ObjectMapping",
            "io.ddp4ee.listener.FastPollSocketFactory",
            // By ourselves, through another class loader.
            "io.ddp4ee.capture.eclipselink.EclipseLinkHooks",
            "io.ddp4ee.capture.hibernate.HibernateHooks",
            // Constants, which the compiler copies.
            "io.ddp4ee.session.CloseCode");

    RoomsTest() {
        super(new House("io.ddp4ee"), ROOMS, FOUND_BY_NAME);
    }
}
