package io.ddp4ee.it;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.ddp4ee.it.accounts.Hooks;
import io.ddp4ee.it.accounts.Mails;
import io.ddp4ee.it.accounts.TimeCodes;
import io.ddp4ee.it.wire.Transcript;
import io.ddp4ee.test.DdpClient;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** As {@link AccountsIT}, where who cannot log in is told why, and the application has a say. */
@ExtendWith(ArquillianExtension.class)
class AccountErrorsIT {

    @Deployment(testable = false)
    static WebArchive war() {
        return TestApplication.accounts("""
                ddp.accounts.ambiguous-errors=false
                ddp.accounts.logout-other-clients=true
                ddp.accounts.rate-limit=0
                """, Hooks.class, Mails.class);
    }

    static Stream<Arguments> transcripts() {
        return WireIT.transcripts("accounts-told");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("transcripts")
    void conversation(String transport, Transcript transcript) {
        WireIT.hold(transport, transcript);
    }

    @Test
    void mail_isToldToBeOneFactorOfTwo() {
        String name = "carl" + TestApplication.nextId();
        String address = name + "@example.org";
        try (DdpClient client = TestApplication.client();
                DdpClient forgetful = TestApplication.client()) {
            Map<?, ?> login = (Map<?, ?>)
                    client.call("createUser", Map.of("username", name, "email", address, "password", "secret"));
            Map<?, ?> activation = (Map<?, ?>) client.call("generate2faActivationQrCode", "It");
            client.call("enableUser2fa", new TimeCodes((String) activation.get("secret")).earlier());

            client.call("askToVerify", login.get("id"));
            Object verification = mailed(client, address);
            assertThatThrownBy(() -> client.call("verifyEmail", verification))
                    .hasMessageContaining(
                            "Email verified, but user not logged in because 2FA is enabled [2fa-enabled]");
            client.call("forgotPassword", Map.of("email", address));
            Object reset = mailed(client, address);
            assertThatThrownBy(() -> forgetful.call("resetPassword", reset, "better"))
                    .hasMessageContaining(
                            "Changed password, but user not logged in because 2FA is enabled [2fa-enabled]");
        }
    }

    private static Object mailed(DdpClient client, String address) {
        return ((List<?>) client.call("mail", address)).get(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"raw", "SockJS"})
    void errors(String transport) {
        AccountErrors.assertAll("accounts-errors-told.txt", WireIT.url(transport), "bert" + TestApplication.nextId());
    }
}
