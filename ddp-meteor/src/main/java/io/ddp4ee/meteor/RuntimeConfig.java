package io.ddp4ee.meteor;

import java.util.Map;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.servlet.http.HttpServletRequest;

/** What a page tells the application that runs in it: {@code __meteor_runtime_config__}. */
final class RuntimeConfig {

    private final Settings settings;
    private final Place place;
    private final String appId;
    private final JsonObject common;
    private final JsonObject publicSettings;

    RuntimeConfig(Bundle bundle, Place place, String appId) {
        this.settings = place.settings();
        this.place = place;
        this.appId = appId;
        JsonValue settingsOfAll = settings.json(Setting.METEOR_SETTINGS).get("public");
        this.publicSettings = settingsOfAll == null ? JsonValue.EMPTY_JSON_OBJECT : settingsOfAll.asJsonObject();
        this.common = common(bundle);
    }

    private JsonObject common(Bundle bundle) {
        JsonObjectBuilder json = Json.createObjectBuilder();
        if (bundle.meteorRelease() != null) {
            json.add("meteorRelease", bundle.meteorRelease());
        }
        if (bundle.gitCommitHash() != null) {
            json.add("gitCommitHash", bundle.gitCommitHash());
        }
        json.add(
                "meteorEnv",
                Json.createObjectBuilder().add("NODE_ENV", "production").add("TEST_METADATA", "{}"));
        json.add("PUBLIC_SETTINGS", publicSettings);
        json.add("appId", appId);
        boolean isWithoutSockJs = settings.isSet(Setting.DISABLE_SOCKJS, false);
        if (isWithoutSockJs) {
            json.add("DISABLE_SOCKJS", true);
        }
        json.add("DDP_TRANSPORT", settings.get(Setting.DDP_TRANSPORT).orElse(isWithoutSockJs ? "uws" : "sockjs"));
        add(json, "DDP_DEFAULT_CONNECTION_URL", Setting.DDP_DEFAULT_CONNECTION_URL);
        JsonValue more = settings.json(Setting.RUNTIME_CONFIG);
        return Json.createMergePatch(more).apply(json.build()).asJsonObject();
    }

    private void add(JsonObjectBuilder json, String name, Setting setting) {
        settings.get(setting).ifPresent(value -> json.add(name, value));
    }

    JsonObject publicSettings() {
        return publicSettings;
    }

    /**
     * The part that versions are made of. Not where the application is, as far as requests tell: that may differ from one
     * client to the next, and from one server to the other.
     */
    String versioned(String arch) {
        JsonObjectBuilder json = Json.createObjectBuilder(common);
        add(json, "ROOT_URL", Setting.ROOT_URL);
        if (arch.equals(Program.CORDOVA)) {
            addMobile(json);
        }
        return json.build().toString();
    }

    private void addMobile(JsonObjectBuilder json) {
        add(json, "ROOT_URL", Setting.MOBILE_ROOT_URL);
        add(json, "DDP_DEFAULT_CONNECTION_URL", Setting.MOBILE_DDP_URL);
    }

    /** @param versions by the architectures */
    JsonObject of(String arch, Map<String, Versions> versions, HttpServletRequest request) {
        JsonObjectBuilder json = Json.createObjectBuilder(common)
                .add("ROOT_URL", place.rootUrl(request))
                .add("ROOT_URL_PATH_PREFIX", place.prefix());
        boolean isCordova = arch.equals(Program.CORDOVA);
        // A page that is on a device has no server of its own to find the endpoints at.
        if (!common.containsKey("DDP_DEFAULT_CONNECTION_URL") && (isCordova || !place.hasEndpoints())) {
            json.add("DDP_DEFAULT_CONNECTION_URL", place.endpointsUrl(request));
        }
        if (isCordova) {
            addMobile(json);
        }
        JsonObjectBuilder byArch = Json.createObjectBuilder();
        versions.forEach((key, value) -> byArch.add(key, value.json()));
        return json.add("autoupdate", Json.createObjectBuilder().add("versions", byArch))
                .add("isModern", arch.equals(Program.MODERN))
                .build();
    }
}
