package io.ddp4ee.meteor;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import jakarta.annotation.Nullable;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;

import io.ddp4ee.meteor.BundleFiles.Mark;

/** Reads a bundle of the format {@code site-archive-pre1}, from {@code star.json} on. Used once. */
final class BundleReader {

    static final String ROOT = "star.json";

    private static final String FORMAT = "site-archive-pre1";

    private final BundleFiles files;
    private final Map<String, Mark> marks = new LinkedHashMap<>();
    private final Map<String, Program> programs = new TreeMap<>();

    @Nullable
    private String appId;

    private BundleReader(BundleFiles files) {
        this.files = files;
    }

    /** @throws BundleException if it cannot be served, or is being replaced */
    static Bundle read(BundleFiles files) throws BundleException {
        try {
            return new BundleReader(files).read();
        } catch (FileNotFoundException e) {
            throw new BundleException(
                    "The Meteor bundle is incomplete: " + e.getMessage()
                            + ". Name the folder with star.json that meteor build --directory has made",
                    e);
        } catch (IOException | JsonException e) {
            throw new BundleException("The Meteor bundle " + files + " cannot be read: " + e.getMessage(), e);
        } catch (ClassCastException | NullPointerException e) {
            // What JSON-P throws where a value is of another type than the format has, or is not there.
            throw new BundleException("The Meteor bundle " + files + " is not as its format has it", e);
        }
    }

    private Bundle read() throws IOException, BundleException {
        JsonObject star = object(ROOT);
        require(star, FORMAT, ROOT);
        for (JsonObject entry : star.getJsonArray("programs").getValuesAs(JsonObject.class)) {
            String arch = entry.getString("arch");
            String path = entry.getString("path");
            if (arch.startsWith("web.")) {
                programs.put(arch, program(arch, path));
            } else {
                appId = appId(folder(path) + "/config.json");
            }
        }
        if (programs.isEmpty()) {
            throw new BundleException("The Meteor bundle " + files + " has no program for browsers");
        }
        requireUnchanged();
        return new Bundle(
                star.getString("meteorRelease", null), star.getString("gitCommitHash", null), appId, programs, marks);
    }

    /** The server's program is Node's, and may be left out; but it knows the application's id. */
    @Nullable
    private String appId(String path) throws IOException {
        try {
            return object(path).getString("appId", null);
        } catch (FileNotFoundException e) {
            return null;
        }
    }

    private Program program(String arch, String path) throws IOException, BundleException {
        JsonObject json = object(path);
        require(json, Program.FORMAT, path);
        List<Resource> resources = new ArrayList<>();
        Map<String, Resource> byLocation = new HashMap<>();
        Map<String, Resource> modules = new HashMap<>();
        JsonArrayBuilder manifest = Json.createArrayBuilder();
        StringBuilder head = new StringBuilder();
        StringBuilder body = new StringBuilder();
        for (JsonObject entry : json.getJsonArray("manifest").getValuesAs(JsonObject.class)) {
            ManifestItem item = ManifestItem.of(entry);
            if (!item.isOfClient() || item.isSourceMap()) {
                continue;
            }
            Resource resource = Resource.read(item, files, folder(path));
            resources.add(resource);
            manifest.add(withoutSourceMap(entry));
            if (item.isModule()) {
                modules.put(item.path().substring(ManifestItem.MODULES.length()), resource);
            }
            if (item.isServed()) {
                byLocation.put(unprefixed(item.location(), arch), resource);
            } else if (item.type().equals("head")) {
                head.append(resource.text());
            } else if (item.type().equals("body")) {
                body.append(resource.text());
            }
        }
        return new Program(
                arch,
                manifest.build(),
                resources,
                byLocation,
                modules,
                head.toString(),
                body.toString(),
                json.get("cordovaCompatibilityVersions"),
                json.get("hmrVersion"));
    }

    private static String unprefixed(String location, String arch) {
        String prefix = Program.prefix(arch) + "/";
        return location.startsWith(prefix) ? location.substring(prefix.length() - 1) : location;
    }

    /** Cordova clients fetch all that their manifest names. */
    private static JsonValue withoutSourceMap(JsonObject entry) {
        JsonObjectBuilder item = Json.createObjectBuilder(entry);
        item.remove("sourceMap").remove("sourceMapUrl");
        return item.build();
    }

    private JsonObject object(String path) throws IOException {
        marks.put(path, files.mark(path));
        try (JsonReader reader = Json.createReader(new ByteArrayInputStream(files.read(path)))) {
            return reader.readObject();
        }
    }

    private void require(JsonObject json, String format, String path) throws BundleException {
        String found = json.getString("format", "none");
        if (!found.equals(format)) {
            throw new BundleException("The Meteor bundle " + files + " has a " + path + " of the format " + found
                    + ", and only " + format + " can be served");
        }
    }

    /** What has been read may be of two bundles, if one has taken the other's place meanwhile. */
    private void requireUnchanged() throws IOException, BundleException {
        boolean isSame = isCurrent(files, marks);
        for (Program program : programs.values()) {
            for (Resource resource : program.resources()) {
                isSame &= resource.isCurrent();
            }
        }
        if (!isSame) {
            throw new BundleException("The Meteor bundle " + files + " is being replaced");
        }
    }

    static boolean isCurrent(BundleFiles files, Map<String, Mark> marks) throws IOException {
        for (Map.Entry<String, Mark> mark : marks.entrySet()) {
            if (!mark.getValue().equals(files.mark(mark.getKey()))) {
                return false;
            }
        }
        return true;
    }

    private static String folder(String path) {
        int end = path.lastIndexOf('/');
        return end < 0 ? "." : path.substring(0, end);
    }
}
