package io.ddp4ee.meteor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;

/**
 * Makes bundles of the format {@code site-archive-pre1}, with the programs of all architectures and that of the server, as
 * {@code meteor build --directory} does.
 */
public final class GeneratedBundle {

    private record Part(String type, String name, String text) {}

    private final String appId;
    private final List<Part> parts = new ArrayList<>();
    private final Set<String> architectures =
            new LinkedHashSet<>(List.of("web.browser", "web.browser.legacy", "web.cordova"));

    private GeneratedBundle(String appId) {
        this.appId = appId;
    }

    public static GeneratedBundle of(String appId) {
        return new GeneratedBundle(appId);
    }

    public GeneratedBundle without(String arch) {
        architectures.remove(arch);
        return this;
    }

    /** A script that runs with the page, and has a source map. Its address is its hash. */
    public GeneratedBundle script(String text) {
        return part("js", "js", text);
    }

    public GeneratedBundle style(String text) {
        return part("css", "css", text);
    }

    /** @param name its address, without the slash in front */
    public GeneratedBundle asset(String name, String text) {
        return part("asset", name, text);
    }

    /** @param id as in {@code imports/late.js} */
    public GeneratedBundle module(String id, String source) {
        return part("dynamic js", id, source);
    }

    public GeneratedBundle head(String html) {
        return part("head", "head.html", html);
    }

    public GeneratedBundle body(String html) {
        return part("body", "body.html", html);
    }

    private GeneratedBundle part(String type, String name, String text) {
        parts.add(new Part(type, name, text));
        return this;
    }

    /** Puts it into a folder, and {@code star.json} last. */
    public void writeTo(Path folder) throws IOException {
        JsonArrayBuilder programs = Json.createArrayBuilder();
        for (String arch : architectures) {
            writeProgram(folder, arch);
            programs.add(entry(arch, arch, "program.json"));
        }
        writeServer(folder.resolve("programs/server"));
        programs.add(entry("server", "os.linux.x86_64", "boot.js"));
        write(
                folder.resolve("star.json"),
                Json.createObjectBuilder()
                        .add("format", "site-archive-pre1")
                        .add("builtBy", "Meteor METEOR@3.0.4")
                        .add("programs", programs)
                        .add("meteorRelease", "METEOR@3.0.4")
                        .add("gitCommitHash", "0123456789abcdef")
                        .build());
    }

    private static JsonObject entry(String name, String arch, String file) {
        return Json.createObjectBuilder()
                .add("name", name)
                .add("arch", arch)
                .add("path", "programs/" + name + "/" + file)
                .build();
    }

    private void writeServer(Path folder) throws IOException {
        write(folder.resolve("boot.js"), "// the server's secret");
        write(folder.resolve("app/app.js"), "// the server's secret");
        write(folder.resolve("program.json"), "{\"format\":\"javascript-image-pre1\"}");
        write(
                folder.resolve("config.json"),
                Json.createObjectBuilder()
                        .add("meteorRelease", "METEOR@3.0.4")
                        .add("appId", appId)
                        .build());
    }

    private void writeProgram(Path folder, String arch) throws IOException {
        Path program = folder.resolve("programs").resolve(arch);
        JsonArrayBuilder manifest = Json.createArrayBuilder();
        for (Part part : parts) {
            manifest.add(writePart(program, arch, part));
        }
        var json = Json.createObjectBuilder().add("format", "web-program-pre1").add("manifest", manifest);
        if (arch.equals("web.cordova")) {
            json.add(
                    "cordovaCompatibilityVersions",
                    Json.createObjectBuilder().add("android", "a1").add("ios", "i1"));
        }
        write(program.resolve("program.json"), json.build());
    }

    private static JsonObject writePart(Path program, String arch, Part part) throws IOException {
        String text = contents(part, arch);
        String hash = hash(text);
        boolean isNamedByHash = part.type().equals("js") || part.type().equals("css");
        String path =
                switch (part.type()) {
                    case "js", "css" -> hash + "." + part.type();
                    case "asset" -> "app/" + part.name();
                    case "dynamic js" -> "dynamic/" + part.name();
                    default -> part.name();
                };
        write(program.resolve(path), text);
        var item = Json.createObjectBuilder()
                .add("path", path)
                .add("where", part.type().equals("head") || part.type().equals("body") ? "internal" : "client")
                .add("type", part.type())
                .add("cacheable", isNamedByHash)
                .add("size", text.getBytes(StandardCharsets.UTF_8).length)
                .add("hash", hash)
                .add("sri", "sri" + hash);
        if (isNamedByHash) {
            item.add("url", "/" + path + "?meteor_" + part.type() + "_resource=true");
        } else if (part.type().equals("dynamic js")) {
            item.add("url", "/" + path);
        } else if (part.type().equals("asset")) {
            item.add("url", "/" + part.name().replace(" ", "%20"));
        }
        if (part.type().equals("js")) {
            write(program.resolve(path + ".map"), "{\"sources\":[\"secret.js\"]}");
            item.add("sourceMap", path + ".map").add("sourceMapUrl", "/" + path + ".map");
        }
        return item.build();
    }

    /** What a program has for this: code is of its architecture. */
    private static String contents(Part part, String arch) {
        return switch (part.type()) {
            case "js", "css" -> "/* " + arch + " */\n" + part.text();
            case "dynamic js" -> "// " + arch + "\n" + part.text();
            default -> part.text();
        };
    }

    /** Where a script or a style sheet is found. */
    public static String url(String type, String arch, String text) {
        return "/" + hash(contents(new Part(type, type, text), arch)) + "." + type;
    }

    private static String hash(String text) {
        return new Hash().add(text).hex();
    }

    private static void write(Path file, JsonObject json) throws IOException {
        write(file, json.toString());
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
