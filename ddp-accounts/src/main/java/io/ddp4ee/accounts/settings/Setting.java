package io.ddp4ee.accounts.settings;

/** Every setting there is: its name, its default and what it is for. The documentation's table is checked against this. */
public enum Setting {
    AMBIGUOUS_ERRORS(
            "ddp.accounts.ambiguous-errors",
            "true",
            "Whether whoever cannot log in is not told why, so that nobody learns who is a user."),
    FORBID_SIGNUP("ddp.accounts.forbid-signup", "false", "Whether clients may not call createUser."),
    LOGIN_EXPIRATION("ddp.accounts.login-expiration", "P90D", "How long a login token is good for."),
    RESET_EXPIRATION(
            "ddp.accounts.reset-expiration", "P3D", "How long a mail by which the password is reset is good for."),
    ENROLL_EXPIRATION(
            "ddp.accounts.enroll-expiration", "P30D", "How long a mail by which a first password is set is good for."),
    EXPIRY_SWEEP(
            "ddp.accounts.expiry-sweep",
            "PT10M",
            "How often expired tokens are looked for, and the sessions that have logged in by them closed."),
    SEND_VERIFICATION(
            "ddp.accounts.send-verification",
            "false",
            "Whether who has called createUser with an address is sent a mail to prove it."),
    BCRYPT_ROUNDS("ddp.accounts.bcrypt-rounds", "10", "The cost of a password's hash, of which each step doubles it."),
    RATE_LIMIT(
            "ddp.accounts.rate-limit",
            "5",
            "Calls in ten seconds of each of login, createUser, resetPassword and forgotPassword, from one address; 0 for"
                    + " any number."),
    LOGOUT_OTHER_CLIENTS(
            "ddp.accounts.logout-other-clients",
            "false",
            "Whether there is the method logoutOtherClients, which Meteor 3 no longer has."),
    REQUIRE_ENCRYPTION(
            "ddp.accounts.require-encryption",
            "true",
            "Whether passwords and tokens are refused over connections that are neither encrypted nor local."),
    FORWARDED_PROTO(
            "ddp.accounts.forwarded-proto",
            "false",
            "Whether the proxy before the server replaces the header X-Forwarded-Proto, which is then believed."),
    MAIL_SESSION(
            "ddp.accounts.mail.session",
            "",
            "JNDI name of the session of Jakarta Mail that mails are sent by. Empty: whoever observes MailWanted does."),
    MAIL_FROM("ddp.accounts.mail.from", "", "Who the mails are from; empty for what the mail session says."),
    URL(
            "ddp.accounts.url",
            "",
            "What the links in mails begin with, as in https://example.org/; needed for mails to be sent.");

    private final String key;
    private final String defaultValue;
    private final String description;

    Setting(String key, String defaultValue, String description) {
        this.key = key;
        this.defaultValue = defaultValue;
        this.description = description;
    }

    public String key() {
        return key;
    }

    public String defaultValue() {
        return defaultValue;
    }

    public String description() {
        return description;
    }
}
