package io.ddp4ee.accounts;

/**
 * An event: there is a new user, of whom nobody knows before the transaction commits; Meteor's {@code Accounts.onCreateUser}.
 * An observer may change the user, and what it throws ends the transaction.
 *
 * <pre>{@code
 * void welcome(@Observes UserCreated created) {
 *     created.user().setProfile("{\"stars\":1}");
 * }
 * }</pre>
 */
public record UserCreated(User user) {}
