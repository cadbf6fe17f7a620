package io.ddp4ee.it;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

import org.awaitility.Awaitility;
import org.jboss.arquillian.container.test.api.ContainerController;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.TargetsContainer;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.ddp4ee.it.accounts.Age;
import io.ddp4ee.it.accounts.Wardens;
import io.ddp4ee.it.database.Database;
import io.ddp4ee.it.database.DatabaseProxy;
import io.ddp4ee.it.wire.Transcript;
import io.ddp4ee.test.ClientSubscription;
import io.ddp4ee.test.DdpClient;
import io.ddp4ee.test.DdpErrorException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Users of two servers over one database: what is taken from them on the one is taken on the other. */
@ExtendWith(ArquillianExtension.class)
class AccountsOfTwoServersIT {

    private static final String SETTINGS = "ddp.accounts.rate-limit=0\nddp.accounts.forbid-signup=true";

    private static final String PASSWORD = "secret";

    private static final String DIGEST = "2bb80d537b1da3e38bd30361aa855686bde0eacd7162fef6a25fe97bf527a25b";

    private static final int NORMAL = 1000;

    @Deployment(name = "accounts on the first", testable = false)
    @TargetsContainer("first")
    static WebArchive first() {
        return TestApplication.accounts(SETTINGS, Age.class, Wardens.class);
    }

    @Deployment(name = "accounts on the second", managed = false, testable = false)
    @TargetsContainer("second")
    static WebArchive second() {
        return TestApplication.secondWithAccounts(SETTINGS + "\nddp.listen.silence=PT2S", Age.class, Wardens.class);
    }

    @ArquillianResource
    private ContainerController controller;

    @ArquillianResource
    private Deployer deployer;

    private SecondServer secondServer;

    @BeforeEach
    void startSecond() {
        secondServer = new SecondServer(controller, deployer, "accounts on the second");
    }

    @AfterEach
    void stopSecond() throws IOException {
        secondServer.close();
    }

    /** One test, because to start a server takes longer than all of it. */
    @Test
    void usersOfBoth() throws SQLException {
        Transcript.of("accounts-closed.txt").forEach(transcript -> WireIT.hold("raw", transcript));
        try (DdpClient warden = TestApplication.client()) {
            tokenRemovedByItsUser(warden);
            passwordChanged(warden);
            tokenLoggedOut(warden);
            tokensRemovedThroughTheStore(warden);
            roleRemoved(warden);
            userDisabled(warden);
            tokensRemovedUnheard(warden);
        }
    }

    /** A user, and a session of his on each server. */
    private static final class Twice implements AutoCloseable {

        final String name = "user" + TestApplication.nextId();
        final String id;
        final DdpClient here = TestApplication.client();
        final DdpClient there = DdpClient.connect(SecondServer.url());
        final Object tokenHere;
        final Object tokenThere;

        Twice(DdpClient warden) {
            id = (String) warden.call("register", name, DIGEST);
            tokenHere = login(here, PASSWORD);
            tokenThere = login(there, PASSWORD);
            assertThat(there.collection("users").ids()).containsExactly(id);
        }

        Object login(DdpClient client, String password) {
            return token(client, Map.of("user", Map.of("username", name), "password", password));
        }

        void assertClosedThere() {
            assertThat(there.awaitClose()).isEqualTo(NORMAL);
            assertRefused(TestApplication.url(), tokenThere);
            assertRefused(SecondServer.url(), tokenThere);
        }

        @Override
        public void close() {
            here.close();
            there.close();
        }
    }

    private static Object token(DdpClient client, Map<String, Object> options) {
        return ((Map<?, ?>) client.call("login", options)).get("token");
    }

    private static void assertRefused(String url, Object token) {
        try (DdpClient client = DdpClient.connect(url)) {
            assertThatThrownBy(() -> token(client, Map.of("resume", token)))
                    .isInstanceOf(DdpErrorException.class)
                    .hasMessageContaining("logged out by the server");
        }
    }

    private static void assertGoesOn(DdpClient client) {
        assertThat(client.call("echo", 1)).isEqualTo(1L);
    }

    private void tokenRemovedByItsUser(DdpClient warden) {
        try (Twice user = new Twice(warden)) {
            user.here.call("removeOtherTokens");
            user.assertClosedThere();
            assertGoesOn(user.here);
        }
    }

    private void passwordChanged(DdpClient warden) {
        try (Twice user = new Twice(warden)) {
            user.here.call("changePassword", PASSWORD, "better");
            user.assertClosedThere();
            assertGoesOn(user.here);
            try (DdpClient again = DdpClient.connect(SecondServer.url())) {
                assertThatThrownBy(() -> user.login(again, PASSWORD)).isInstanceOf(DdpErrorException.class);
                user.login(again, "better");
            }
        }
    }

    private void tokenLoggedOut(DdpClient warden) {
        try (Twice user = new Twice(warden);
                DdpClient same = TestApplication.client()) {
            token(same, Map.of("resume", user.tokenThere));
            same.call("logout");
            user.assertClosedThere();
            assertGoesOn(same);
            assertGoesOn(user.here);
        }
    }

    private void tokensRemovedThroughTheStore(DdpClient warden) {
        try (Twice user = new Twice(warden);
                Twice another = new Twice(warden)) {
            warden.call("logOut", user.id);
            user.assertClosedThere();
            assertThat(user.here.awaitClose()).isEqualTo(NORMAL);
            assertRefused(SecondServer.url(), user.tokenHere);
            assertGoesOn(another.here);
            assertGoesOn(another.there);
        }
    }

    private void roleRemoved(DdpClient warden) {
        Object secret = warden.call("addSection", "secret of wardens", 1);
        try (Twice user = new Twice(warden)) {
            assertThatThrownBy(() -> user.there.subscribe("ofWardens").awaitReady())
                    .hasMessageContaining("403");
            user.there.subscribe("perhapsOfWardens").awaitReady();
            warden.call("grant", user.id, "warden");
            user.there.awaitField("section", secret, "name", "secret of wardens");
            List<ClientSubscription> guarded =
                    List.of(user.here.subscribe("ofWardens"), user.there.subscribe("ofWardens"));
            guarded.forEach(ClientSubscription::awaitReady);
            user.here.awaitField("section", secret, "name", "secret of wardens");

            warden.call("withdraw", user.id, "warden");
            for (ClientSubscription one : guarded) {
                assertThat(one.awaitEnd()).hasMessageContaining("403");
            }
            for (DdpClient client : List.of(user.here, user.there)) {
                client.awaitRemoved("section", secret);
                assertGoesOn(client);
            }
        }
    }

    private void userDisabled(DdpClient warden) {
        try (Twice user = new Twice(warden);
                DdpClient again = DdpClient.connect(SecondServer.url())) {
            warden.call("disable", user.id);
            user.assertClosedThere();
            assertThat(user.here.awaitClose()).isEqualTo(NORMAL);
            assertThatThrownBy(() -> user.login(again, PASSWORD)).hasMessageContaining("Login forbidden");
        }
    }

    /** What has happened while a server heard nothing it finds out when it hears again. */
    private void tokensRemovedUnheard(DdpClient warden) throws SQLException {
        DatabaseProxy proxy = secondServer.proxy();
        try (Twice unheard = new Twice(warden);
                Twice untold = new Twice(warden);
                Twice staying = new Twice(warden);
                Database database = Database.connect()) {
            proxy.stallListening();
            warden.call("logOut", unheard.id);
            unheard.assertClosedThere();

            Awaitility.await("listening").until(proxy::isListenedTo);
            database.execute("delete from ddp_login_token where user_id = '" + untold.id + "'");
            assertGoesOn(untold.there);
            proxy.cutListening();
            untold.assertClosedThere();

            assertGoesOn(staying.there);
        }
    }
}
