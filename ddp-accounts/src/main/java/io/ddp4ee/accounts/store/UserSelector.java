package io.ddp4ee.accounts.store;

import java.util.List;
import java.util.Locale;

import jakarta.persistence.EntityManager;

import io.ddp4ee.accounts.DigestCredential.By;
import io.ddp4ee.accounts.User;

/** What a client knows a user by. */
public record UserSelector(By by, String name) {

    /** More of one name, but for the case, are as good as none. */
    private static final int MOST = 100;

    /** All that may be meant, without regard to case. */
    List<User> candidates(EntityManager entityManager) {
        return entityManager
                .createQuery("select distinct u from DdpUser u " + condition(), User.class)
                .setParameter(1, by == By.ID ? name : name.toLowerCase(Locale.ROOT))
                .setMaxResults(MOST)
                .getResultList();
    }

    private String condition() {
        return switch (by) {
            case ID -> "where u.id = ?1";
            case USERNAME -> "where u.usernameKey = ?1";
            case EMAIL -> "join u.emails e where e.addressKey = ?1";
        };
    }

    /** Whether a user has just this name or address. */
    boolean isExactly(User user) {
        return switch (by) {
            case ID -> true;
            case USERNAME -> name.equals(user.getUsername());
            case EMAIL ->
                user.getEmails().stream().anyMatch(email -> email.getAddress().equals(name));
        };
    }
}
