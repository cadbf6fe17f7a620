package io.ddp4ee.accounts;

import io.ddp4ee.DdpSession;

/**
 * An event: a user has logged out; Meteor's {@code Accounts.onLogout}.
 *
 * <pre>{@code
 * void leave(@Observes LoggedOut logout) {
 *     visits.end(logout.userId());
 * }
 * }</pre>
 */
public record LoggedOut(String userId, DdpSession session) {}
