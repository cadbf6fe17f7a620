package io.ddp4ee.accounts.store;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import jakarta.annotation.Nullable;

import io.ddp4ee.accounts.User;

/** Users without a database, which counts how often it would have been asked. */
public final class MemoryUsers extends Users {

    private final Map<User, Secrets> all = new LinkedHashMap<>();
    private int lookups;

    public int lookups() {
        return lookups;
    }

    @Override
    public Optional<User> find(UserSelector selector) {
        lookups++;
        return all.keySet().stream()
                .filter(user -> selector.name().equals(user.getId()) || selector.isExactly(user))
                .findFirst();
    }

    @Override
    public boolean isTaken(UserSelector selector) {
        return find(selector).isPresent();
    }

    @Override
    public Optional<Secrets> secrets(String userId) {
        return all.values().stream()
                .filter(secrets -> secrets.getUserId().equals(userId))
                .findFirst();
    }

    @Override
    public void add(User user, @Nullable String passwordHash, Runnable observers) {
        Secrets secrets = new Secrets(user.getId());
        secrets.setPasswordHash(passwordHash);
        all.put(user, secrets);
        observers.run();
    }
}
