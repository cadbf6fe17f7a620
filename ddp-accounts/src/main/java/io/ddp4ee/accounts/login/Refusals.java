package io.ddp4ee.accounts.login;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.ddp4ee.DdpException;
import io.ddp4ee.accounts.settings.Setting;
import io.ddp4ee.accounts.settings.Settings;

/** Errors that tell whoever cannot log in no more than the application wants. */
@ApplicationScoped
public class Refusals {

    private static final String AMBIGUOUS = "Something went wrong. Please check your credentials.";

    @Inject
    Settings settings;

    public boolean areAmbiguous() {
        return settings.isOn(Setting.AMBIGUOUS_ERRORS);
    }

    public DdpException of(String reason) {
        return new DdpException(403, text(reason));
    }

    public DdpException of(String error, String reason) {
        return new DdpException(error, text(reason));
    }

    private String text(String reason) {
        return areAmbiguous() ? AMBIGUOUS : reason;
    }
}
