package io.ddp4ee.accounts.mail;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;

import io.ddp4ee.accounts.MailWanted;
import io.ddp4ee.accounts.settings.Setting;
import io.ddp4ee.accounts.settings.Settings;

/** Sends mails by the server's mail session, if one is configured. */
@ApplicationScoped
public class MailSender {

    private static final Logger LOG = System.getLogger(MailSender.class.getName());

    @Inject
    Settings settings;

    @Inject
    BeanManager beanManager;

    void send(@ObservesAsync MailWanted mail) {
        String session = settings.text(Setting.MAIL_SESSION);
        if (!session.isEmpty()) {
            if (settings.text(Setting.URL).isEmpty()) {
                throw new IllegalStateException("A mail would have a link to nowhere: set " + Setting.URL.key() + ".");
            }
            JakartaMail.send(session, settings.text(Setting.MAIL_FROM), mail);
        } else if (beanManager.resolveObserverMethods(mail).size() == 1) {
            LOG.log(
                    Level.WARNING,
                    "{0} is sent by nobody: set {1}, or let a bean observe MailWanted with @ObservesAsync.",
                    mail,
                    Setting.MAIL_SESSION.key());
        }
    }
}
