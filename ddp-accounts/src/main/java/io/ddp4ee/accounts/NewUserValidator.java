package io.ddp4ee.accounts;

/**
 * Has a say in who may become a user; Meteor's {@code Accounts.validateNewUser}. All CDI beans of this type are asked.
 *
 * <pre>{@code
 * @ApplicationScoped
 * public class Colleagues implements NewUserValidator {
 *
 *     @Override
 *     public boolean allows(NewUser user) {
 *         return user.email() != null && user.email().endsWith("@example.org");
 *     }
 * }
 * }</pre>
 */
public interface NewUserValidator {

    /**
     * Whether there may be such a user; if not, the error is 403 {@code User validation failed}.
     *
     * @throws io.ddp4ee.DdpException for an error of its own
     */
    boolean allows(NewUser user);
}
