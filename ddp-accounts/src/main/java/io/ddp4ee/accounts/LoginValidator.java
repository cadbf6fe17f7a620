package io.ddp4ee.accounts;

/**
 * Has a say in who may log in; Meteor's {@code Accounts.validateLoginAttempt}. All CDI beans of this type are asked, also
 * about attempts that fail anyway.
 *
 * <pre>{@code
 * @ApplicationScoped
 * public class NoLoginWhileClosed implements LoginValidator {
 *
 *     @Override
 *     public boolean allows(LoginAttempt attempt) {
 *         return shop.isOpen();
 *     }
 * }
 * }</pre>
 */
public interface LoginValidator {

    /**
     * Whether the attempt may succeed; if not, the error is 403 {@code Login forbidden}.
     *
     * @throws io.ddp4ee.DdpException for an error of its own
     */
    boolean allows(LoginAttempt attempt);
}
