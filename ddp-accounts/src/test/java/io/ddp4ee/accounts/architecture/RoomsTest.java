package io.ddp4ee.accounts.architecture;

import java.util.List;
import java.util.Map;

import io.ddp4ee.architecture.House;
import io.ddp4ee.architecture.Rooms;

class RoomsTest extends Rooms {

    /** From the top down. All may use the API, which is the root. */
    private static final Map<String, List<String>> ROOMS = Map.ofEntries(
            Map.entry(
                    "login",
                    List.of("encryption", "jwt", "mail", "password", "settings", "store", "token", "twofactor")),
            Map.entry("twofactor", List.of("encryption", "store")),
            Map.entry("mail", List.of("settings", "store")),
            Map.entry("password", List.of("settings", "store", "token")),
            Map.entry("store", List.of("settings", "token")),
            Map.entry("jwt", List.of("settings")),
            Map.entry("encryption", List.of("settings")),
            Map.entry("settings", List.of()),
            Map.entry("token", List.of()),
            Map.entry("", List.of()));

    /** By the container, which makes them or a proxy of them. */
    private static final List<String> FOUND_BY_NAME = List.of(
            "io.ddp4ee.accounts.login.AccountPublications",
            "io.ddp4ee.accounts.login.JwtLogin",
            "io.ddp4ee.accounts.login.LoginMethods",
            "io.ddp4ee.accounts.login.Logins",
            "io.ddp4ee.accounts.login.PasswordCheck",
            "io.ddp4ee.accounts.login.PasswordLogin",
            "io.ddp4ee.accounts.login.PasswordMethods",
            "io.ddp4ee.accounts.login.Passwords",
            "io.ddp4ee.accounts.login.Refusals",
            "io.ddp4ee.accounts.login.StoredAccounts",
            "io.ddp4ee.accounts.login.TokenTie",
            "io.ddp4ee.accounts.mail.MailSender",
            "io.ddp4ee.accounts.store.AccountsExtension",
            "io.ddp4ee.accounts.twofactor.TwoFactorMethods");

    RoomsTest() {
        super(new House("io.ddp4ee.accounts"), ROOMS, FOUND_BY_NAME);
    }
}
