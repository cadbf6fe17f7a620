package io.ddp4ee.it;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.internet.MimeMessage;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.ddp4ee.test.DdpClient;

import static org.assertj.core.api.Assertions.assertThat;

/** Users are sent mails by the server's mail session. */
@ExtendWith(ArquillianExtension.class)
class MailIT {

    private static final Pattern LINK = Pattern.compile("https://example\\.org/shop/#/reset-password/([\\w-]{43})\\s");
    private static final long MILLIS = 20_000;
    private static final GreenMail POST_OFFICE = open();

    private static GreenMail open() {
        GreenMail postOffice = new GreenMail(new ServerSetup(0, "localhost", ServerSetup.PROTOCOL_SMTP));
        postOffice.start();
        return postOffice;
    }

    @AfterAll
    static void close() {
        POST_OFFICE.stop();
    }

    @Deployment(testable = false)
    static WebArchive war() {
        return TestApplication.accounts("""
                ddp.accounts.rate-limit=0
                ddp.accounts.url=https://example.org/shop
                ddp.accounts.mail.session=java:app/mail/it
                ddp.accounts.mail.from=shop@example.org
                """)
                .addAsWebInfResource(
                        new StringAsset("""
                <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
                  <mail-session>
                    <name>java:app/mail/it</name>
                    <transport-protocol>smtp</transport-protocol>
                    <host>localhost</host>
                    <property><name>mail.smtp.host</name><value>localhost</value></property>
                    <property><name>mail.smtp.port</name><value>%d</value></property>
                  </mail-session>
                </web-app>
                """.formatted(POST_OFFICE.getSmtp().getPort())), "web.xml");
    }

    @Test
    void passwordIsForgotten_andResetByTheMailsLink() throws Exception {
        String name = "mia" + TestApplication.nextId();
        String address = name + "@example.org";
        try (DdpClient client = TestApplication.client()) {
            Map<?, ?> user = (Map<?, ?>)
                    client.call("createUser", Map.of("username", name, "email", address, "password", "first"));
            client.call("forgotPassword", Map.of("email", address));

            assertThat(POST_OFFICE.waitForIncomingEmail(MILLIS, 1)).isTrue();
            MimeMessage mail = mailTo(address);
            assertThat(mail.getFrom()[0]).hasToString("shop@example.org");
            assertThat(mail.getSubject()).isEqualTo("Your new password");
            Matcher link = LINK.matcher((String) mail.getContent());
            assertThat(link.find()).isTrue();

            Map<?, ?> login = (Map<?, ?>) client.call("resetPassword", link.group(1), "second");
            assertThat(login.get("id")).isEqualTo(user.get("id"));
            client.call("login", Map.of("user", Map.of("username", name), "password", "second"));
        }
    }

    private static MimeMessage mailTo(String address) throws Exception {
        for (MimeMessage mail : POST_OFFICE.getReceivedMessages()) {
            if (Stream.of(mail.getRecipients(RecipientType.TO))
                    .anyMatch(to -> to.toString().equals(address))) {
                return mail;
            }
        }
        throw new AssertionError("No mail to " + address);
    }
}
