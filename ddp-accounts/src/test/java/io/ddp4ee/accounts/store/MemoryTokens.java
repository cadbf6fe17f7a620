package io.ddp4ee.accounts.store;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.ddp4ee.accounts.token.Tokens;

/** Login tokens without a database. */
public final class MemoryTokens extends LoginTokens {

    private final Map<String, LoginToken> all = new HashMap<>();

    @Override
    public IssuedToken issue(String userId, Instant latest, Set<String> roles) {
        IssuedToken issued = new IssuedToken(Tokens.secret(), Instant.now().plusSeconds(1000));
        String hash = Tokens.hash(issued.token());
        all.put(hash, new LoginToken(hash, userId, issued.expiresAt(), Set.of()));
        return issued;
    }

    @Override
    public Optional<LoginToken> find(String hash) {
        return Optional.ofNullable(all.get(hash));
    }
}
