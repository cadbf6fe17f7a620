package io.ddp4ee.meteor;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import jakarta.annotation.Nullable;
import jakarta.json.JsonArray;
import jakarta.json.JsonValue;

/**
 * What there is for one kind of client.
 *
 * @param arch such as {@code web.browser}
 * @param manifest as clients may see it: without source maps
 * @param resources all of the client's, in the manifest's order
 * @param byLocation those that are asked for by an address, which has no prefix
 * @param modules those that are fetched when they are needed, by their ids
 * @param head what the page has in its head
 * @param body and in its body
 * @param compatibility what Cordova clients compare before they take the program; null if there is nothing
 * @param hmrVersion null in what was built for production
 */
record Program(
        String arch,
        JsonArray manifest,
        List<Resource> resources,
        Map<String, Resource> byLocation,
        Map<String, Resource> modules,
        String head,
        String body,
        @Nullable JsonValue compatibility,
        @Nullable JsonValue hmrVersion) {

    static final String FORMAT = "web-program-pre1";
    static final String MODERN = "web.browser";
    static final String LEGACY = "web.browser.legacy";
    static final String CORDOVA = "web.cordova";

    /** What the addresses of an architecture begin with, also where they need not. */
    static String prefix(String arch) {
        return "/__" + arch.substring("web.".length());
    }

    /** The addresses of the scripts, in the order in which they run. */
    List<String> scripts() {
        return urls("js");
    }

    List<String> styles() {
        return urls("css");
    }

    private List<String> urls(String type) {
        return resources.stream()
                .map(Resource::item)
                .filter(item -> item.isServed() && item.type().equals(type))
                .map(item -> marked(item.url(), "meteor_" + type + "_resource=true"))
                .toList();
    }

    /** So that a file which is not there any more is not taken for a page. */
    private static String marked(String url, String mark) {
        if (url.contains(mark)) {
            return url;
        }
        return url + (url.contains("?") ? "&" : "?") + mark;
    }

    /** The source of a module that is fetched when it is needed; null if there is none. */
    @Nullable
    Resource module(String id) {
        // Colons of packages' names are no part of file names.
        return modules.getOrDefault(id, modules.get(id.replace(':', '_')));
    }

    /**
     * What changes with the configuration and some of the files.
     *
     * @param configuration the part of it that is the same for all clients
     */
    String hash(String configuration, Predicate<ManifestItem> files) {
        Hash hash = new Hash().add(configuration);
        for (Resource resource : resources) {
            if (files.test(resource.item())) {
                hash.add(resource.item().path()).add(resource.hash());
            }
        }
        return hash.hex();
    }
}
