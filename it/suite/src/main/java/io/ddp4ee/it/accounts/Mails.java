package io.ddp4ee.it.accounts;

import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Inject;

import io.ddp4ee.DdpMethod;
import io.ddp4ee.accounts.Accounts;
import io.ddp4ee.accounts.MailWanted;
import io.ddp4ee.accounts.NewUser;

/** Keeps the mails that users would have been sent, and lets clients do what is an administrator's to do. */
@ApplicationScoped
public class Mails {

    private static final int SECONDS = 20;

    private final Map<String, BlockingQueue<MailWanted>> sent = new ConcurrentHashMap<>();

    @Inject
    Accounts accounts;

    void keep(@ObservesAsync MailWanted mail) {
        to(mail.address()).add(mail);
    }

    private BlockingQueue<MailWanted> to(String address) {
        return sent.computeIfAbsent(address, absent -> new LinkedBlockingQueue<>());
    }

    /** What the next one is about, its token, its link; waits for it. */
    @DdpMethod
    public List<String> mail(String address) throws InterruptedException {
        MailWanted mail = to(address).poll(SECONDS, TimeUnit.SECONDS);
        if (mail == null) {
            throw new IllegalStateException("No mail to " + address);
        }
        return List.of(mail.kind().name(), mail.token(), mail.link());
    }

    @DdpMethod
    public String invite(String address) {
        String userId = accounts.create(new NewUser(null, address, null, null));
        accounts.sendEnrollment(userId);
        return userId;
    }

    @DdpMethod
    public void askToEnroll(String userId) {
        accounts.sendEnrollment(userId);
    }

    @DdpMethod
    public void askToVerify(String userId) {
        accounts.sendVerification(userId);
    }
}
