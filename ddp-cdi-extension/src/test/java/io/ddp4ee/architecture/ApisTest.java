package io.ddp4ee.architecture;

import java.util.Map;
import java.util.Set;

class ApisTest extends Apis {

    private static final Map<String, Set<String>> ROOMS_BY_API = Map.ofEntries(
            Map.entry(
                    "jakarta.enterprise.inject.spi",
                    Set.of("extension", "server", "call", "container", "declaration", "validation")),
            Map.entry(
                    "jakarta.enterprise",
                    Set.of("", "extension", "call", "container", "declaration", "validation", "method", "listener")),
            Map.entry("jakarta.websocket", Set.of("transport", "extension")),
            Map.entry("jakarta.servlet", Set.of("transport", "transport.sockjs", "extension", "call")),
            Map.entry("jakarta.ejb", Set.of("", "method", "listener")),
            Map.entry(
                    "jakarta.persistence",
                    Set.of(
                            "server",
                            "unit",
                            "call",
                            "declaration",
                            "method",
                            "capture",
                            "capture.eclipselink",
                            "capture.hibernate",
                            "query.jpa",
                            "matching.jpa",
                            "document",
                            "mutation",
                            "jpql",
                            "wanted",
                            "persistence")),
            Map.entry("jakarta.transaction", Set.of("server", "container", "method", "capture", "persistence")),
            Map.entry("jakarta.json", Set.of("server", "document", "schema", "mutation", "binding", "ejson")),
            Map.entry("jakarta.validation", Set.of("validation", "method", "document", "schema")),
            Map.entry("jakarta.security", Set.of("call")),
            Map.entry("javax.naming", Set.of("container", "unit", "server")),
            Map.entry("java.sql", Set.of("server", "unit", "query.jpa", "mutation", "binding", "listener")),
            Map.entry("javax.sql", Set.of("server", "unit", "container", "listener", "spi")),
            Map.entry("org.eclipse.persistence.jpa.jpql", Set.of("jpql", "matching.jpa")),
            Map.entry("org.eclipse.persistence", Set.of("capture.eclipselink")),
            Map.entry("org.hibernate", Set.of("capture.hibernate")),
            Map.entry("org.eclipse.microprofile", Set.of("config")),
            Map.entry("org.postgresql", Set.of()));

    ApisTest() {
        super(new House("io.ddp4ee"), ROOMS_BY_API);
    }
}
