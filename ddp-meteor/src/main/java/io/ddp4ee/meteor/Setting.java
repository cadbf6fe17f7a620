package io.ddp4ee.meteor;

/** What a servlet may be told: by an init parameter of this name or, for all servlets, by the configuration. */
enum Setting {
    /** The folder with {@code star.json}. */
    BUNDLE("bundle", "ddp.meteor.bundle"),
    /** What tells this application from others; that of the bundle unless it is given. */
    APP_ID("app-id", "ddp.meteor.app-id"),
    /** Whether pages may have scripts in them. */
    INLINE_SCRIPTS("inline-scripts", "ddp.meteor.inline-scripts"),
    /** JSON that is laid over what pages are told. */
    RUNTIME_CONFIG("runtime-config", "ddp.meteor.runtime-config"),
    ROOT_URL("ROOT_URL"),
    METEOR_SETTINGS("METEOR_SETTINGS"),
    DDP_DEFAULT_CONNECTION_URL("DDP_DEFAULT_CONNECTION_URL"),
    DDP_TRANSPORT("DDP_TRANSPORT"),
    DISABLE_SOCKJS("DISABLE_SOCKJS"),
    MOBILE_ROOT_URL("MOBILE_ROOT_URL"),
    MOBILE_DDP_URL("MOBILE_DDP_URL"),
    /** Not ours: where the endpoints are, within the context root. */
    ENDPOINTS("ddp.path");

    private final String parameter;
    private final String key;

    Setting(String name) {
        this(name, name);
    }

    Setting(String parameter, String key) {
        this.parameter = parameter;
        this.key = key;
    }

    String parameter() {
        return parameter;
    }

    String key() {
        return key;
    }
}
