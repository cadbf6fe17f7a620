package io.ddp4ee.accounts.settings;

import java.util.Optional;
import java.util.function.Function;

import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** Apart, because servers may not have its classes. */
final class MicroProfileConfig {

    private MicroProfileConfig() {}

    static Function<String, Optional<String>> source() {
        Config config = ConfigProvider.getConfig();
        return key -> config.getOptionalValue(key, String.class);
    }
}
