package io.ddp4ee.accounts.settings;

import java.util.Map;
import java.util.Optional;

/** Settings that a test makes. */
public final class TestSettings {

    private TestSettings() {}

    /** @param keysAndValues in turn */
    public static Settings of(String... keysAndValues) {
        Map<String, String> all = keysAndValues.length == 0 ? Map.of() : Map.of(keysAndValues[0], keysAndValues[1]);
        return new Settings(key -> Optional.ofNullable(all.get(key)));
    }
}
