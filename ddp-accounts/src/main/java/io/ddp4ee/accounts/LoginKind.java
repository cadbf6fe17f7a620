package io.ddp4ee.accounts;

import java.util.Map;
import java.util.Optional;

import io.ddp4ee.DdpSession;

/**
 * A further way to log in; Meteor's {@code Accounts.registerLoginHandler}. A CDI bean of this type is asked at each call of
 * {@code login} that is neither by a token nor by a password, and by several threads.
 *
 * <pre>{@code
 * @ApplicationScoped
 * public class TicketLogin implements LoginKind {
 *
 *     @Override
 *     public String type() {
 *         return "ticket";
 *     }
 *
 *     @Override
 *     public Optional<String> login(Map<String, Object> options, DdpSession session) {
 *         return Optional.ofNullable(options.get("ticket")).map(ticket -> tickets.redeem(ticket).userId());
 *     }
 * }
 * }</pre>
 */
public interface LoginKind {

    /** What the client is told that it has logged in by. */
    String type();

    /**
     * Logs in.
     *
     * @param options what the client has sent
     * @return the user's id; empty if the options are of another kind
     * @throws io.ddp4ee.DdpException if they are of this kind, and refused
     */
    Optional<String> login(Map<String, Object> options, DdpSession session);
}
