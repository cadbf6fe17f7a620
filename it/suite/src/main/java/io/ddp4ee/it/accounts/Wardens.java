package io.ddp4ee.it.accounts;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;

import io.ddp4ee.DdpMethod;
import io.ddp4ee.DdpSession;
import io.ddp4ee.DdpSessions;
import io.ddp4ee.LiveQuery;
import io.ddp4ee.Publication;
import io.ddp4ee.accounts.Accounts;
import io.ddp4ee.accounts.LoginAttempt;
import io.ddp4ee.accounts.LoginValidator;
import io.ddp4ee.accounts.NewUser;
import io.ddp4ee.it.model.Section;

/** An application that administers its users itself: it makes them, gives and takes their roles, and keeps some out. */
@ApplicationScoped
public class Wardens implements LoginValidator {

    private static final String OUT = "kept out";

    @PersistenceContext
    private EntityManager em;

    @Inject
    Accounts accounts;

    @Inject
    DdpSessions sessions;

    @Produces
    @RolesAllowed("warden")
    @Publication("ofWardens")
    static LiveQuery ofWardens() {
        return LiveQuery.of(Section.class, "name like 'secret%'");
    }

    @Produces
    @Publication("perhapsOfWardens")
    static LiveQuery perhapsOfWardens(DdpSession session) {
        return LiveQuery.of(Section.class, session.isUserInRole("warden") ? "name like 'secret%'" : "1 = 2");
    }

    @DdpMethod
    public String register(String name, String digest) {
        return accounts.create(new NewUser(name, null, digest, null));
    }

    @DdpMethod
    @Transactional
    public void grant(String userId, String role) {
        em.createNativeQuery("insert into ddp_user_role (user_id, role) values (?1, ?2)")
                .setParameter(1, userId)
                .setParameter(2, role)
                .executeUpdate();
        sessions.of(userId).refresh();
    }

    @DdpMethod
    @Transactional
    public void withdraw(String userId, String role) {
        em.createNativeQuery("delete from ddp_user_role where user_id = ?1 and role = ?2")
                .setParameter(1, userId)
                .setParameter(2, role)
                .executeUpdate();
        sessions.of(userId).refresh();
    }

    @DdpMethod
    @Transactional
    public void disable(String userId) {
        grant(userId, OUT);
        accounts.logOut(userId);
    }

    @Override
    public boolean allows(LoginAttempt attempt) {
        return em.createNativeQuery("select 1 from ddp_user_role where user_id = ?1 and role = ?2")
                .setParameter(1, String.valueOf(attempt.userId()))
                .setParameter(2, OUT)
                .getResultList()
                .isEmpty();
    }
}
