package io.ddp4ee.meteor;

import java.util.Optional;
import java.util.function.Function;

import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** Apart, because its classes need not be there. */
final class MicroProfileSource {

    private MicroProfileSource() {}

    static Function<String, Optional<String>> ofApplication() {
        Config config = ConfigProvider.getConfig();
        return key -> config.getOptionalValue(key, String.class);
    }
}
