package io.ddp4ee.accounts.architecture;

import java.util.Map;
import java.util.Set;

import io.ddp4ee.architecture.Apis;
import io.ddp4ee.architecture.House;

class ApisTest extends Apis {

    private static final Map<String, Set<String>> ROOMS_BY_API = Map.ofEntries(
            Map.entry("jakarta.enterprise.inject.spi", Set.of("mail", "store")),
            Map.entry(
                    "jakarta.enterprise",
                    Set.of("encryption", "jwt", "login", "mail", "password", "settings", "store", "twofactor")),
            Map.entry("jakarta.websocket", Set.of()),
            Map.entry("jakarta.servlet", Set.of()),
            Map.entry("jakarta.persistence", Set.of("store")),
            Map.entry("jakarta.transaction", Set.of("login", "store", "twofactor")),
            Map.entry("jakarta.json", Set.of("", "store")),
            Map.entry("jakarta.mail", Set.of("mail")),
            Map.entry("jakarta.security", Set.of("", "login", "store", "password")),
            Map.entry("javax.naming", Set.of("store")),
            Map.entry("java.sql", Set.of()),
            Map.entry("javax.sql", Set.of()),
            Map.entry("org.eclipse.microprofile", Set.of("settings")),
            Map.entry("at.favre", Set.of("password")),
            Map.entry("io.nayuki", Set.of("twofactor")),
            Map.entry("org.jose4j", Set.of("jwt")));

    ApisTest() {
        super(new House("io.ddp4ee.accounts"), ROOMS_BY_API);
    }
}
