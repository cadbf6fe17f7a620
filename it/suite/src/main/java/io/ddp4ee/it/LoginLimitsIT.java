package io.ddp4ee.it;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.ddp4ee.test.DdpClient;
import io.ddp4ee.test.DdpErrorException;

import static org.assertj.core.api.Assertions.assertThat;

/** Whoever tries one password after the other has to wait, and a new connection, or a header, does not help him. */
@ExtendWith(ArquillianExtension.class)
class LoginLimitsIT {

    private static final int MOST = 5;

    @Deployment(testable = false)
    static WebArchive war() {
        return TestApplication.accounts("ddp.accounts.require-encryption=false");
    }

    @ParameterizedTest
    @ValueSource(strings = {"login", "createUser", "resetPassword", "forgotPassword"})
    void connectionsOfOneAddress_areCountedTogether(String method) {
        Object[] parameters =
                switch (method) {
                    case "login" -> new Object[] {Map.of("user", Map.of("username", "anna"), "password", "a")};
                    case "createUser" -> new Object[] {Map.of("password", "a")};
                    case "resetPassword" -> new Object[] {"unknown", "a"};
                    default -> new Object[] {Map.of("email", "unknown")};
                };
        List<String> answers = new ArrayList<>();
        // Twice as many, as the window may end meanwhile.
        for (int i = 0; i < 2 * MOST + 2; i++) {
            try (DdpClient client =
                    Logins.connect(Map.of("X-Forwarded-For", "192.0.2." + i, "X-Real-IP", "192.0.2." + i))) {
                client.call(method, parameters);
                answers.add("done");
            } catch (DdpErrorException e) {
                answers.add(e.getMessage());
            }
        }
        assertThat(answers).anyMatch(answer -> answer.contains("too-many-requests"));
    }
}
