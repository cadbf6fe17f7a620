package io.ddp4ee.accounts.password;

import java.nio.charset.StandardCharsets;

import jakarta.annotation.Nullable;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import at.favre.lib.crypto.bcrypt.BCrypt;

import io.ddp4ee.accounts.settings.Setting;
import io.ddp4ee.accounts.settings.Settings;
import io.ddp4ee.accounts.token.Tokens;

/** Hashes as Meteor's: bcrypt of the hexadecimal digest of the password. */
@ApplicationScoped
public class PasswordHashes {

    @Inject
    Settings settings;

    /** Of nobody's password; for who has none. Written once for each cost, whichever thread is first. */
    @Nullable
    private volatile String nobodys;

    /** Before the first login of whomever: then only an unknown user's would take twice as long. */
    @PostConstruct
    void prepare() {
        nobodys();
    }

    public String hash(String digest) {
        return BCrypt.with(BCrypt.Version.VERSION_2B)
                .hashToString(settings.number(Setting.BCRYPT_ROUNDS), digest.toCharArray());
    }

    /** Takes as long for a user who has no hash, or is none. */
    public boolean matches(String digest, @Nullable String hash) {
        byte[] compared = (hash == null ? nobodys() : hash).getBytes(StandardCharsets.US_ASCII);
        boolean verified = BCrypt.verifyer().verify(digest.getBytes(StandardCharsets.US_ASCII), compared).verified;
        return verified && hash != null;
    }

    private String nobodys() {
        String hash = nobodys;
        if (hash == null) {
            hash = hash(Tokens.digest(Tokens.secret()));
            nobodys = hash;
        }
        return hash;
    }
}
