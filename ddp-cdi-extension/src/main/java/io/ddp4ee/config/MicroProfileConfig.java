package io.ddp4ee.config;

import java.util.Optional;
import java.util.function.Function;

import org.eclipse.microprofile.config.ConfigProvider;

/** Apart, because its classes need not be there. */
final class MicroProfileConfig {

    private MicroProfileConfig() {}

    static Function<String, Optional<String>> source() {
        org.eclipse.microprofile.config.Config config = ConfigProvider.getConfig();
        // A key that is set to nothing counts as not set, as everywhere in MicroProfile.
        return key -> config.getOptionalValue(key, String.class);
    }
}
