package io.ddp4ee.it;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.ddp4ee.it.accounts.TimeCodes;
import io.ddp4ee.test.DdpClient;
import io.ddp4ee.test.DdpErrorException;

/** All that a user does with secrets, and what they were. */
final class SecretUse {

    static final String PASSWORD = "the plain password";

    private static final String WRONG = "a wrong password";
    private static final String BETTER = "a better password";
    private static final String DIGEST = "2bb80d537b1da3e38bd30361aa855686bde0eacd7162fef6a25fe97bf527a25b";
    private static final String WRONG_DIGEST = "0".repeat(64);

    private final List<String> tokens = new ArrayList<>();
    private final DdpClient client;
    private final String address;

    /** What codes are made from, which is kept as it is: the server makes them, too. */
    private String codes;

    private SecretUse(DdpClient client, String address) {
        this.client = client;
        this.address = address;
    }

    /** With {@link io.ddp4ee.it.accounts.Mails}. */
    static SecretUse of(DdpClient client, String name) {
        SecretUse use = new SecretUse(client, name + "@example.org");
        Map<String, Object> user = Map.of("username", name);
        Map<?, ?> login = use.noted((Map<?, ?>)
                client.call("createUser", Map.of("username", name, "email", use.address, "password", PASSWORD)));
        Object id = login.get("id");
        use.login(Map.of("user", user, "password", PASSWORD));
        use.login(Map.of("resume", login.get("token")));
        use.refused("login", Map.of("user", user, "password", WRONG));
        use.refused("login", Map.of("user", user, "password", digest(WRONG_DIGEST)));
        use.refused("login", Map.of("user", user, "password", Map.of("digest", DIGEST, "algorithm", "md5")));
        use.refused("login", Map.of("resume", use.madeUp()));
        use.noted((Map<?, ?>) client.call("getNewToken"));
        client.call("removeOtherTokens");
        client.call("changePassword", PASSWORD, digest(DIGEST));
        use.login(Map.of("user", user, "password", digest(DIGEST)));

        client.call("askToVerify", id);
        use.noted((Map<?, ?>) client.call("verifyEmail", use.mail()));
        client.call("forgotPassword", Map.of("email", use.address));
        use.noted((Map<?, ?>) client.call("resetPassword", use.mail(), BETTER));
        use.refused("resetPassword", use.madeUp(), BETTER);

        String secret = (String) ((Map<?, ?>) client.call("generate2faActivationQrCode", "It")).get("secret");
        use.codes = secret;
        TimeCodes codes = new TimeCodes(secret);
        client.call("enableUser2fa", codes.earlier());
        use.refused("login", Map.of("user", user, "password", BETTER));
        use.login(Map.of("user", user, "password", BETTER, "code", codes.later()));
        client.call("invite", "invited." + use.address);
        use.mailTo("invited." + use.address);
        client.call("logout");
        return use;
    }

    private static Map<String, Object> digest(String digest) {
        return Map.of("digest", digest, "algorithm", "sha-256");
    }

    private Map<?, ?> noted(Map<?, ?> told) {
        tokens.add((String) told.get("token"));
        return told;
    }

    private void login(Map<String, Object> options) {
        noted((Map<?, ?>) client.call("login", options));
    }

    /** Nobody has been told this one. */
    private String madeUp() {
        String token = "m".repeat(43);
        tokens.add(token);
        return token;
    }

    private String mail() {
        return mailTo(address);
    }

    private String mailTo(String to) {
        String token = (String) ((List<?>) client.call("mail", to)).get(1);
        tokens.add(token);
        return token;
    }

    private void refused(String method, Object... parameters) {
        try {
            client.call(method, parameters);
        } catch (DdpErrorException e) {
            return;
        }
        throw new AssertionError(method + " was not refused");
    }

    /** Nobody but the user, and the database what codes are made from, is to know any of it. */
    String[] everything() {
        List<String> all = new ArrayList<>(tokens);
        all.addAll(List.of(passwords()));
        all.add(codes);
        return all.toArray(String[]::new);
    }

    /** Login tokens, and those of mails. */
    String[] tokens() {
        return tokens.toArray(String[]::new);
    }

    /** Passwords and their digests. */
    String[] passwords() {
        return new String[] {PASSWORD, WRONG, BETTER, DIGEST, WRONG_DIGEST};
    }
}
