package io.ddp4ee.it.accounts;

import java.time.Instant;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;

import io.ddp4ee.DdpMethod;
import io.ddp4ee.accounts.Accounts;
import io.ddp4ee.accounts.EmailAddress;
import io.ddp4ee.accounts.User;

/** What happens to accounts while their users are away. */
@ApplicationScoped
public class Age {

    @PersistenceContext
    private EntityManager em;

    @Inject
    Accounts accounts;

    @DdpMethod
    public void logOut(String userId) {
        accounts.logOut(userId);
    }

    @DdpMethod
    @Transactional
    public void expireLogins(String userId) {
        expire("DdpLoginToken", userId);
    }

    @DdpMethod
    @Transactional
    public void expireMails(String userId) {
        expire("DdpMailToken", userId);
    }

    private void expire(String tokens, String userId) {
        em.createQuery("update " + tokens + " t set t.expiresAt = ?1 where t.userId = ?2")
                .setParameter(1, Instant.now().minusSeconds(1))
                .setParameter(2, userId)
                .executeUpdate();
    }

    /** The user is written to elsewhere from now on. */
    @DdpMethod
    @Transactional
    public void move(String userId, String address) {
        em.find(User.class, userId).getEmails().set(0, new EmailAddress(address, false));
    }
}
