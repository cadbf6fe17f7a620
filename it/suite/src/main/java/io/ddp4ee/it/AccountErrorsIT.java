package io.ddp4ee.it;

import java.util.stream.Stream;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.ddp4ee.it.accounts.Hooks;
import io.ddp4ee.it.accounts.Mails;
import io.ddp4ee.it.wire.Transcript;

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

    @ParameterizedTest
    @ValueSource(strings = {"raw", "SockJS"})
    void errors(String transport) {
        AccountErrors.assertAll("accounts-errors-told.txt", WireIT.url(transport), "bert" + TestApplication.nextId());
    }
}
