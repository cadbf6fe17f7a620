package io.ddp4ee.session;

import java.security.Principal;
import java.util.Set;

import jakarta.annotation.Nullable;

/**
 * Whom a session serves.
 *
 * @param principal null for nobody
 */
record User(@Nullable Principal principal, Set<String> roles) {

    static User of(Handshake handshake) {
        return new User(handshake.principal(), handshake.roles());
    }

    /** @param id null for nobody */
    static User loggedIn(@Nullable String id, Set<String> roles) {
        return new User(id == null ? null : new LoggedIn(id), roles);
    }

    /** Whether it is not the container that knows the user. */
    boolean isLoggedIn() {
        return principal instanceof LoggedIn;
    }

    private record LoggedIn(String getName) implements Principal {}

    @Nullable
    String id() {
        return principal == null ? null : principal.getName();
    }
}
