package io.ddp4ee.it;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

import io.ddp4ee.it.accounts.Mails;
import io.ddp4ee.it.accounts.TimeCodes;
import io.ddp4ee.it.security.Users;
import io.ddp4ee.test.DdpClient;

import static org.assertj.core.api.Assertions.assertThat;

/** Whoever reads the log, or is shown it, learns nothing that he could log in by. */
@ExtendWith(ArquillianExtension.class)
@DisabledIfSystemProperty(named = "it.server", matches = "wildfly")
class SecretsIT {

    private static final String MARKER = "the last one";

    @Deployment
    static WebArchive war() {
        return TestApplication.accounts(
                        """
                        ddp.accounts.rate-limit=0
                        ddp.accounts.url=https://example.org
                        ddp.logs.role=clerk
                        """, SecretsIT.class, SecretUse.class, Logins.class, Mails.class, TimeCodes.class)
                .addPackage(Users.class.getPackage());
    }

    /** All that we log, at whatever level. */
    private static final class Everything extends Handler {

        final List<String> texts = new CopyOnWriteArrayList<>();

        Everything() {
            setLevel(Level.ALL);
        }

        @Override
        public void publish(LogRecord record) {
            StringWriter text = new StringWriter();
            text.append(
                    record.getLoggerName() + " " + record.getMessage() + " " + Arrays.toString(record.getParameters()));
            if (record.getThrown() != null) {
                record.getThrown().printStackTrace(new PrintWriter(text, true));
            }
            texts.add(text.toString());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    /** Of each: on Open Liberty none has its level from its parent. */
    private static void setLevels(Level level) {
        Collections.list(LogManager.getLogManager().getLoggerNames()).stream()
                .filter(name -> name.startsWith("io.ddp4ee"))
                .forEach(name -> Logger.getLogger(name).setLevel(level));
    }

    @Test
    void log_hasNoSecrets() {
        Logger ours = Logger.getLogger("io.ddp4ee");
        Everything everything = new Everything();
        setLevels(Level.ALL);
        ours.addHandler(everything);
        try (DdpClient clerk = Logins.connect(Logins.login("clerk"));
                DdpClient client = TestApplication.client().resumable()) {
            clerk.subscribe("ddp.logs").awaitReady();
            SecretUse use = SecretUse.of(client, "anna" + TestApplication.nextId());
            String session = client.session();
            client.reconnect();
            ours.warning(MARKER);
            clerk.awaitMessage(MARKER);

            assertThat(everything.texts)
                    .as("what shows that there is something to look at")
                    .anyMatch(text -> text.contains("Method login"))
                    .anyMatch(text -> text.contains(MARKER));
            for (List<String> seen : List.of(everything.texts, clerk.received())) {
                assertThat(String.join("\n", seen))
                        .doesNotContain(use.everything())
                        .doesNotContain("$2b$", session);
            }
        } finally {
            ours.removeHandler(everything);
            setLevels(null);
        }
    }
}
