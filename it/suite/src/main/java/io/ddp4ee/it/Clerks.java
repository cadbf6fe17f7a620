package io.ddp4ee.it;

import java.util.Set;

import jakarta.annotation.Nullable;
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
import io.ddp4ee.UserRoles;
import io.ddp4ee.it.model.Section;
import io.ddp4ee.test.DdpClient;

/** Whoever has a section of the name is a clerk. */
@ApplicationScoped
public class Clerks implements UserRoles {

    @PersistenceContext
    private EntityManager em;

    @Inject
    private DdpSessions sessions;

    @Produces
    @RolesAllowed("clerk")
    @Publication("ofClerks")
    static LiveQuery ofClerks() {
        return LiveQuery.of(Section.class, "name like 'secret%'");
    }

    @Produces
    @Publication("perhapsOfClerks")
    static LiveQuery perhapsOfClerks(DdpSession session) {
        return LiveQuery.of(Section.class, session.isUserInRole("clerk") ? "name like 'secret%'" : "1 = 2");
    }

    /** A session of one. */
    static DdpClient clerk() {
        try (DdpClient client = TestApplication.client()) {
            client.call("addSection", "clerk", 1);
        }
        return loggedIn("clerk");
    }

    /** A session of somebody else. */
    static DdpClient visitor() {
        return loggedIn("visitor");
    }

    private static DdpClient loggedIn(String userId) {
        DdpClient client = TestApplication.client();
        client.call("logIn", userId, null);
        return client;
    }

    @Override
    @Transactional
    public Set<String> of(String userId) {
        return count(userId) == 0 ? Set.of() : Set.of("clerk");
    }

    private long count(String name) {
        return em.createQuery("select count(s) from Section s where s.name = :name", Long.class)
                .setParameter("name", name)
                .getSingleResult();
    }

    @DdpMethod
    public void logIn(DdpSession session, String userId, @Nullable String token) {
        session.setUserId(userId);
        session.tieTo(token);
    }

    @DdpMethod
    @Transactional
    public void dismiss(String userId, boolean fail) {
        em.createQuery("delete from Section s where s.name = :name")
                .setParameter("name", userId)
                .executeUpdate();
        sessions.of(userId).refresh();
        if (fail) {
            throw new IllegalStateException("Not dismissed");
        }
    }

    /** Without a transaction. */
    @DdpMethod
    public void revoke(String token) {
        sessions.tiedTo(token).close();
    }

    @DdpMethod
    @Transactional
    public void disable(String userId, boolean fail) {
        sessions.of(userId).close();
        if (fail) {
            throw new IllegalStateException("Not disabled");
        }
    }
}
