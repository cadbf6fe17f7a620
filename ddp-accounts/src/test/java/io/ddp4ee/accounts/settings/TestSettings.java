package io.ddp4ee.accounts.settings;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Settings that a test makes. */
public final class TestSettings {

    private TestSettings() {}

    /** @param keysAndValues in turn */
    public static Settings of(String... keysAndValues) {
        Map<String, String> all = new HashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            all.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return new Settings(key -> Optional.ofNullable(all.get(key)));
    }
}
