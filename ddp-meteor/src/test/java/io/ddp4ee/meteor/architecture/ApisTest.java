package io.ddp4ee.meteor.architecture;

import java.util.Map;
import java.util.Set;

import io.ddp4ee.architecture.Apis;
import io.ddp4ee.architecture.House;

class ApisTest extends Apis {

    private static final Map<String, Set<String>> ROOMS_BY_API = Map.ofEntries(
            Map.entry("jakarta.enterprise", Set.of("")),
            Map.entry("jakarta.servlet", Set.of("")),
            Map.entry("jakarta.persistence", Set.of()),
            Map.entry("jakarta.security", Set.of()),
            Map.entry("jakarta.websocket", Set.of()),
            Map.entry("javax.naming", Set.of()),
            Map.entry("java.sql", Set.of()),
            Map.entry("org.eclipse.microprofile", Set.of("")));

    ApisTest() {
        super(new House("io.ddp4ee.meteor"), ROOMS_BY_API);
    }
}
