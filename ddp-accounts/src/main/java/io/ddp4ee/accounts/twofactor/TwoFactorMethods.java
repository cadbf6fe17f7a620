package io.ddp4ee.accounts.twofactor;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.ddp4ee.DdpException;
import io.ddp4ee.DdpMethod;
import io.ddp4ee.DdpSession;
import io.ddp4ee.accounts.User;
import io.ddp4ee.accounts.encryption.Encryption;
import io.ddp4ee.accounts.store.Users;

/** Meteor's accounts-2fa. */
@ApplicationScoped
public class TwoFactorMethods {

    private static final int SECRET_BYTES = 20;

    private final SecureRandom random = new SecureRandom();

    @Inject
    TwoFactor twoFactor;

    @Inject
    Users users;

    @Inject
    Encryption encryption;

    @DdpMethod("generate2faActivationQrCode")
    public Map<String, Object> generate2faActivationQrCode(String application, DdpSession session) {
        encryption.require(session);
        User user = user(session);
        if (twoFactor.isEnabled(user.getId())) {
            throw new DdpException(
                    "2fa-activated",
                    "The 2FA is activated. You need to disable the 2FA first before trying to generate a new activation"
                            + " code.");
        }
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        String secret = Base32.encode(bytes);
        twoFactor.prepare(user.getId(), secret);
        String issuer = encoded(application.strip());
        String uri = "otpauth://totp/" + issuer + ":" + encoded(name(user)) + "?secret=" + secret + "&issuer=" + issuer;
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("svg", QrCodes.svg(uri));
        told.put("secret", secret);
        told.put("uri", uri);
        return told;
    }

    private static String name(User user) {
        return user.getUsername() != null
                ? user.getUsername()
                : user.getEmails().get(0).getAddress();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @DdpMethod("enableUser2fa")
    public void enableUser2fa(String code, DdpSession session) {
        String userId = user(session).getId();
        String secret = twoFactor.secret(userId);
        if (secret == null) {
            throw new DdpException(
                    500,
                    "The user does not have a secret generated. You may have to call the function generateSvgCode"
                            + " first.");
        }
        if (!twoFactor.redeem(userId, code)) {
            throw new DdpException("invalid-2fa-code", "Invalid 2FA code");
        }
        twoFactor.enable(userId, secret);
    }

    @DdpMethod("disableUser2fa")
    public void disableUser2fa(DdpSession session) {
        twoFactor.disable(user(session).getId());
    }

    @DdpMethod("has2faEnabled")
    public boolean has2faEnabled(DdpSession session) {
        return twoFactor.isEnabled(user(session).getId());
    }

    private User user(DdpSession session) {
        String userId = session.userId();
        if (userId == null) {
            throw new DdpException(400, "No user logged in.");
        }
        return users.find(userId).orElseThrow(() -> new DdpException(400, "No user logged in."));
    }
}
