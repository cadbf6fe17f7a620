package io.ddp4ee.meteor;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;

import io.ddp4ee.LiveDocuments;

/** The versions of one application, which its clients follow to load a new one when it is there. */
final class ClientVersions {

    static final String NAME = "meteor_autoupdate_clientVersions";

    /** What clients of old releases look for; to them all is new. */
    private static final List<String> OF_OLD = List.of("version", "version-refreshable", "version-cordova");

    private final LiveDocuments documents = LiveDocuments.in(NAME);

    ClientVersions() {
        OF_OLD.forEach(id -> documents.put(id, Map.of("version", "outdated")));
    }

    LiveDocuments documents() {
        return documents;
    }

    /** Called by one thread at a time. */
    void put(Served served) {
        served.versions().forEach((arch, versions) -> {
            Map<String, Object> fields = new HashMap<>();
            fields.putAll(texts(versions.json()));
            fields.put("assets", assets(served, arch));
            documents.put(arch, fields);
        });
    }

    private static Map<String, String> texts(JsonObject json) {
        Map<String, String> texts = new HashMap<>();
        json.forEach((name, value) ->
                texts.put(name, value instanceof JsonString text ? text.getString() : value.toString()));
        return texts;
    }

    /** What is exchanged if nothing else has changed. */
    private static List<Map<String, String>> assets(Served served, String arch) {
        return served.bundle().programs().get(arch).styles().stream()
                .map(url -> Map.of("url", served.place().prefix() + url))
                .toList();
    }

    void remove(String arch) {
        documents.remove(arch);
    }
}
