package io.ddp4ee.meteor;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

import jakarta.annotation.Nullable;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.servlet.http.HttpServletRequest;

/**
 * A bundle with all that follows from it and the settings. Immutable: who has got one is served from it to the end, whatever
 * takes its place.
 *
 * @param before whose place it has taken; null if it is the first
 * @param versions by the architectures
 */
record Served(
        Bundle bundle, @Nullable Bundle before, RuntimeConfig config, Map<String, Versions> versions, Place place) {

    static Served of(Bundle bundle, @Nullable Bundle before, Place place, String appId) {
        RuntimeConfig config = new RuntimeConfig(bundle, place, appId);
        Map<String, Versions> versions = new TreeMap<>();
        bundle.programs().forEach((arch, program) -> versions.put(arch, Versions.of(program, config.versioned(arch))));
        return new Served(bundle, before, config, versions, place);
    }

    /** A file; also of the bundle before, for pages that have come from it and ask for the rest only now. Null if there is none. */
    @Nullable
    Resource resource(Target target) {
        Resource resource = bundle.resource(target);
        if (resource != null || before == null) {
            return resource;
        }
        Resource old = before.resource(target);
        return old != null && old.isKept() ? old : null;
    }

    /** Null if there is none for such clients. */
    @Nullable
    Page page(String arch, HttpServletRequest request) {
        Program program = bundle.programs().get(arch);
        if (program == null) {
            return null;
        }
        return new Page(
                program,
                config.of(arch, versions, request),
                place.prefix(),
                place.settings().isSet(Setting.INLINE_SCRIPTS, true));
    }

    /** What Cordova clients make themselves a copy from. */
    byte[] manifest(Program program) {
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("format", Program.FORMAT)
                .add("manifest", program.manifest())
                .add("version", versions.get(program.arch()).version());
        JsonValue compatibility = program.compatibility();
        if (compatibility != null) {
            json.add("cordovaCompatibilityVersions", compatibility);
        }
        json.add("PUBLIC_SETTINGS", config.publicSettings());
        return json.build().toString().getBytes(StandardCharsets.UTF_8);
    }
}
