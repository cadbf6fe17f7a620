package io.ddp4ee.accounts.login;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import jakarta.security.enterprise.identitystore.IdentityStoreHandler;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.ddp4ee.DdpException;
import io.ddp4ee.DdpSession;
import io.ddp4ee.accounts.NewUser;
import io.ddp4ee.accounts.mail.MailRequests;
import io.ddp4ee.accounts.password.CountingHashes;
import io.ddp4ee.accounts.password.JpaIdentityStore;
import io.ddp4ee.accounts.settings.TestSettings;
import io.ddp4ee.accounts.store.MemoryTokens;
import io.ddp4ee.accounts.store.MemoryUsers;
import io.ddp4ee.accounts.store.NoOtherStores;
import io.ddp4ee.accounts.store.NoSweep;
import io.ddp4ee.accounts.store.ThereUnit;
import io.ddp4ee.accounts.token.Tokens;

import static org.assertj.core.api.Assertions.assertThat;

/** Nobody learns who is a user: by what he is told, or by how long that takes, of which bcrypt and the database are all. */
class EnumerationTest {

    private static final String ADDRESS = "anna@example.org";

    private final CountingHashes hashes = new CountingHashes();
    private final MemoryUsers users = new MemoryUsers();
    private final List<Runnable> later = new ArrayList<>();
    private LoginMethods logins;
    private PasswordMethods passwords;

    /** What a call has come to. */
    private record Outcome(Object told, int computations, int lookups) {}

    @BeforeEach
    void wire() throws ReflectiveOperationException {
        JpaIdentityStore store = new JpaIdentityStore();
        IdentityStoreHandler stores = store::validate;
        MailRequests mails = new MailRequests() {
            @Override
            public void later(Runnable action) {
                later.add(action);
            }
        };
        Wiring wiring = new Wiring(
                TestSettings.of("ddp.accounts.require-encryption", "false", "ddp.accounts.bcrypt-rounds", "4"),
                hashes,
                users,
                new ThereUnit(),
                new MemoryTokens(),
                new NoSweep(),
                new NoOtherStores(),
                mails,
                store,
                stores,
                new StoredAccounts());
        logins = wiring.get(LoginMethods.class);
        passwords = wiring.get(PasswordMethods.class);
        StoredAccounts accounts = wiring.get(StoredAccounts.class);
        accounts.create(new NewUser("anna", ADDRESS, Tokens.digest("secret"), null));
        accounts.create(new NewUser("invited", null, null, null));
    }

    private static DdpSession session() {
        Map<Object, Object> attributes = new HashMap<>();
        return Wiring.stub(
                DdpSession.class,
                (proxy, method, arguments) -> method.getName().equals("attributes") ? attributes : null);
    }

    private Outcome outcome(Callable<Object> call) throws Exception {
        int computations = hashes.computations();
        int lookups = users.lookups();
        Object told;
        try {
            told = call.call();
        } catch (DdpException e) {
            told = List.of(e.error(), String.valueOf(e.reason()));
        }
        return new Outcome(told, hashes.computations() - computations, users.lookups() - lookups);
    }

    private Outcome login(Map<String, Object> user, Object password) throws Exception {
        return outcome(() -> logins.login(Map.of("user", user, "password", password), session()));
    }

    private static Object digest(String password) {
        return Map.of("digest", Tokens.digest(password), "algorithm", "sha-256");
    }

    @Test
    void login_tellsNothing_andTakesOneComputation_whoeverItIs() throws Exception {
        Outcome refused = new Outcome(List.of(403, "Something went wrong. Please check your credentials."), 1, 1);
        for (Object password : List.of("wrong", digest("wrong"))) {
            assertThat(login(Map.of("username", "unknown"), password)).isEqualTo(refused);
            assertThat(login(Map.of("username", "anna"), password)).isEqualTo(refused);
            assertThat(login(Map.of("username", "invited"), password)).isEqualTo(refused);
            assertThat(login(Map.of("email", ADDRESS), password)).isEqualTo(refused);
            assertThat(login(Map.of("email", "unknown@example.org"), password)).isEqualTo(refused);
            assertThat(login(Map.of("id", "unknown"), password)).isEqualTo(refused);
        }
        assertThat(login(Map.of("username", "anna"), "secret").computations()).isEqualTo(1);
    }

    @Test
    void forgottenPassword_isAnswered_beforeAnythingIsLookedUp() throws Exception {
        for (String address : List.of(ADDRESS, "unknown@example.org")) {
            assertThat(outcome(() -> {
                        passwords.forgotPassword(Map.of("email", address));
                        return "nothing";
                    }))
                    .isEqualTo(new Outcome("nothing", 0, 0));
        }
        assertThat(later).hasSize(2);
    }

    /** That a name is taken cannot be hidden, but for whom it is. */
    @Test
    void newUser_takesOneComputation_whetherTheNameIsTakenOrNot() throws Exception {
        Outcome taken = outcome(() -> passwords.createUser(Map.of("username", "anna", "password", "a"), session()));
        assertThat(taken.told()).isEqualTo(List.of(403, "Something went wrong. Please check your credentials."));
        assertThat(taken.computations()).isEqualTo(1);
        assertThat(outcome(() -> passwords.createUser(Map.of("email", ADDRESS, "password", "a"), session())))
                .isEqualTo(taken);
        Outcome created = outcome(() -> passwords.createUser(Map.of("username", "bert", "password", "a"), session()));
        assertThat(created.told()).isInstanceOf(Map.class);
        assertThat(created.computations()).isEqualTo(1);
    }
}
