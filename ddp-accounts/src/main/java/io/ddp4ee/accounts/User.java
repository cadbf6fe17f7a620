package io.ddp4ee.accounts;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import jakarta.annotation.Nullable;
import jakarta.json.bind.annotation.JsonbTransient;
import jakarta.json.bind.annotation.JsonbTypeAdapter;

import io.ddp4ee.DdpCollection;

/**
 * A user of the ready-made store, and what may be published of one: secrets are elsewhere. An entity of the persistence unit
 * that names {@code META-INF/ddp-accounts-orm.xml} as a mapping file.
 *
 * <pre>{@code
 * @Produces @Publication("members")
 * static final LiveQuery MEMBERS = LiveQuery.of(User.class).fields("username");
 * }</pre>
 */
@DdpCollection("users")
public class User {

    private String id;
    private String username;

    /** For comparing without regard to case. */
    @JsonbTransient
    @SuppressWarnings("UnusedVariable") // Queries read it.
    private String usernameKey;

    private Instant createdAt;

    /** The text of an EJSON object. */
    @JsonbTypeAdapter(ProfileAdapter.class)
    private String profile;

    private List<EmailAddress> emails = new ArrayList<>();

    /** For the persistence provider. */
    protected User() {}

    /** A user without a name, of now. */
    public User(String id) {
        this.id = id;
        this.createdAt = Instant.now();
    }

    /** {@code Meteor.userId()}. */
    public String getId() {
        return id;
    }

    /** The name, if there is one. */
    @Nullable
    public String getUsername() {
        return username;
    }

    /** Names the user, who must be the only one of the name. */
    public void setUsername(@Nullable String username) {
        this.username = username;
        this.usernameKey = username == null ? null : key(username);
    }

    /** Since when there is this user. */
    public Instant getCreatedAt() {
        return createdAt;
    }

    /** The text of an EJSON object, if there is one. */
    @Nullable
    public String getProfile() {
        return profile;
    }

    /** Sets what of the user is his own to tell: the text of an EJSON object. */
    public void setProfile(@Nullable String profile) {
        this.profile = profile;
    }

    /** Of which the first is the one that is written to. */
    public List<EmailAddress> getEmails() {
        return emails;
    }

    /** The user's e-mail of an address, without regard to case. */
    public Optional<EmailAddress> email(String address) {
        return emails.stream().filter(email -> email.is(address)).findFirst();
    }

    /** What names and addresses are compared by. */
    static String key(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
