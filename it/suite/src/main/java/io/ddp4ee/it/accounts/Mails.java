package io.ddp4ee.it.accounts;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

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

    private final Map<String, MailWanted> last = new ConcurrentHashMap<>();

    @Inject
    Accounts accounts;

    void keep(@ObservesAsync MailWanted mail) {
        last.put(mail.address(), mail);
    }

    /** What it is about, its token, its link; empty if there is none. Gone when it has been read. */
    @DdpMethod
    public List<String> mail(String address) {
        return Optional.ofNullable(last.remove(address))
                .map(mail -> List.of(mail.kind().name(), mail.token(), mail.link()))
                .orElse(List.of());
    }

    @DdpMethod
    public String invite(String address) {
        String userId = accounts.create(new NewUser(null, address, null, null));
        accounts.sendEnrollment(userId);
        return userId;
    }

    @DdpMethod
    public void askToVerify(String userId) {
        accounts.sendVerification(userId);
    }
}
