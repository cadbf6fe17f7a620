package io.ddp4ee.accounts.store;

import java.util.List;
import java.util.Optional;

import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;

import io.ddp4ee.accounts.DigestCredential.By;
import io.ddp4ee.accounts.User;

/** The users of the ready-made store, if the application has it. */
@ApplicationScoped
@Transactional
public class Users {

    @Inject
    AccountsUnit unit;

    /** The user that is called just so, else the only one that is but for the case. */
    public Optional<User> find(UserSelector selector) {
        if (!unit.isThere()) {
            return Optional.empty();
        }
        List<User> candidates = selector.candidates(unit.entityManager());
        Optional<User> exact = candidates.stream().filter(selector::isExactly).findFirst();
        return exact.isPresent() || candidates.size() != 1 ? exact : Optional.of(candidates.get(0));
    }

    public Optional<User> find(String userId) {
        return find(new UserSelector(By.ID, userId));
    }

    /** Whether somebody is called so, but for the case. */
    public boolean isTaken(UserSelector selector) {
        return !selector.candidates(unit.entityManager()).isEmpty();
    }

    public Optional<Secrets> secrets(String userId) {
        return unit.isThere() ? Optional.ofNullable(unit.find(Secrets.class, userId)) : Optional.empty();
    }

    /**
     * Keeps a user who is new.
     *
     * @param observers what happens in the same transaction
     * @throws jakarta.persistence.PersistenceException if name or address are another's since they were looked up
     */
    public void add(User user, @Nullable String passwordHash, Runnable observers) {
        EntityManager entityManager = unit.entityManager();
        Secrets secrets = new Secrets(user.getId());
        secrets.setPasswordHash(passwordHash);
        entityManager.persist(user);
        entityManager.persist(secrets);
        observers.run();
        entityManager.flush();
    }

    public void setPassword(String userId, String passwordHash) {
        Secrets secrets = unit.find(Secrets.class, userId);
        if (secrets == null) {
            secrets = new Secrets(userId);
            unit.entityManager().persist(secrets);
        }
        secrets.setPasswordHash(passwordHash);
    }
}
