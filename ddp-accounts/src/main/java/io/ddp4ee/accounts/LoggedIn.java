package io.ddp4ee.accounts;

import io.ddp4ee.DdpSession;

/**
 * An event: a user has logged in; Meteor's {@code Accounts.onLogin}.
 *
 * <pre>{@code
 * void greet(@Observes LoggedIn login) {
 *     visits.begin(login.userId());
 * }
 * }</pre>
 *
 * @param type {@code password}, {@code resume} or that of a {@link LoginKind}
 */
public record LoggedIn(String type, String userId, DdpSession session) {}
