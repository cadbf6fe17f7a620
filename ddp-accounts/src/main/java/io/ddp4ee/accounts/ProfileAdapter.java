package io.ddp4ee.accounts;

import jakarta.json.bind.adapter.JsonbAdapter;

/**
 * A text that is an object on the wire. Public for what makes it.
 *
 * <pre>{@code
 * @JsonbTypeAdapter(ProfileAdapter.class)
 * private String profile;
 * }</pre>
 */
public class ProfileAdapter implements JsonbAdapter<String, Object> {

    /** It has nothing to be told. */
    public ProfileAdapter() {}

    @Override
    public Object adaptToJson(String text) {
        return Profiles.read(text);
    }

    /** @param profile as a client has sent it: its dates are dates, and its bytes bytes */
    @Override
    public String adaptFromJson(Object profile) {
        return Profiles.text(profile);
    }
}
