package io.ddp4ee.meteor;

import jakarta.annotation.Nullable;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;

/**
 * By which clients of one program know what has changed: its style sheets, which they can exchange, or more, for which they
 * load the page again. Servers that serve the same with the same settings have the same versions.
 */
record Versions(
        String version,
        String refreshable,
        String nonRefreshable,
        String replaceable,
        @Nullable JsonValue hmr) {

    static Versions of(Program program, String configuration) {
        return new Versions(
                program.hash(configuration, item -> true),
                program.hash(configuration, ManifestItem::isRefreshable),
                program.hash(configuration, item -> !item.isRefreshable() && !item.replaceable()),
                program.hash(configuration, item -> !item.isRefreshable() && item.replaceable()),
                program.hmrVersion());
    }

    JsonObject json() {
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("version", version)
                .add("versionRefreshable", refreshable)
                .add("versionNonRefreshable", nonRefreshable)
                .add("versionReplaceable", replaceable);
        if (hmr != null) {
            json.add("versionHmr", hmr);
        }
        return json.build();
    }
}
