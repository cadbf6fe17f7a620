package io.ddp4ee.accounts.mail;

import java.nio.charset.StandardCharsets;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;

import io.ddp4ee.accounts.MailKind;
import io.ddp4ee.accounts.MailWanted;
import io.ddp4ee.accounts.store.Jndi;

/** Apart, because servers may not have Jakarta Mail. */
final class JakartaMail {

    private JakartaMail() {}

    static void send(String session, String from, MailWanted mail) {
        MimeMessage message = new MimeMessage(Jndi.lookup(session, Session.class));
        try {
            if (!from.isEmpty()) {
                message.setFrom(from);
            }
            message.setRecipient(RecipientType.TO, new InternetAddress(mail.address(), true));
            message.setSubject(subject(mail.kind()), StandardCharsets.UTF_8.name());
            message.setText(text(mail), StandardCharsets.UTF_8.name());
            Transport.send(message);
        } catch (MessagingException e) {
            throw new IllegalStateException(mail + " cannot be sent", e);
        }
    }

    private static String subject(MailKind kind) {
        return switch (kind) {
            case RESET_PASSWORD -> "Your new password";
            case ENROLL_ACCOUNT -> "Your new account";
            case VERIFY_EMAIL -> "Your e-mail address";
        };
    }

    private static String text(MailWanted mail) {
        String purpose =
                switch (mail.kind()) {
                    case RESET_PASSWORD -> "To set another password, follow this link:";
                    case ENROLL_ACCOUNT -> "An account was made for you. To set its password, follow this link:";
                    case VERIFY_EMAIL -> "To confirm that this is your address, follow this link:";
                };
        return purpose + "\n\n" + mail.link() + "\n\nIf you know nothing of this, there is nothing to do.\n";
    }
}
