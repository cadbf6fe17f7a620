package io.ddp4ee.accounts;

/**
 * An event: somebody could not log in; Meteor's {@code Accounts.onLoginFailure}. Its error is what the client is told.
 *
 * <pre>{@code
 * void watch(@Observes LoginFailed failure) {
 *     alarm.count(failure.attempt().session().clientAddress());
 * }
 * }</pre>
 */
public record LoginFailed(LoginAttempt attempt) {}
