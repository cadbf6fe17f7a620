package io.ddp4ee.meteor;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

import jakarta.annotation.Nullable;
import jakarta.json.JsonObject;

/**
 * One file of a program, as its manifest has it.
 *
 * @param path within the program's folder
 * @param where {@code client}, or {@code internal} for what becomes a part of the page
 * @param url null if no client asks for it by one
 */
record ManifestItem(
        String path,
        String where,
        String type,
        boolean cacheable,
        @Nullable String url,
        @Nullable String hash,
        boolean replaceable) {

    /** The folder of what is fetched when it is needed. */
    static final String MODULES = "dynamic/";

    static ManifestItem of(JsonObject json) throws BundleException {
        String path = json.getString("path", "");
        if (!BundleFiles.isWithin(path)) {
            throw new BundleException("The manifest names \"" + path + "\", which is no path within its program");
        }
        return new ManifestItem(
                path,
                json.getString("where", ""),
                json.getString("type", ""),
                json.getBoolean("cacheable", false),
                json.getString("url", null),
                json.getString("hash", null),
                json.getBoolean("replaceable", false));
    }

    /** Whether it is served, or a part of what is served. */
    boolean isOfClient() {
        return isServed() || isModule() || where.equals("internal");
    }

    boolean isServed() {
        return where.equals("client") && url != null;
    }

    boolean isModule() {
        return type.equals("dynamic js") && path.startsWith(MODULES);
    }

    boolean isSourceMap() {
        return path.endsWith(".map") || (url != null && pathOf(url).endsWith(".map"));
    }

    boolean isRefreshable() {
        return type.equals("css");
    }

    /** Its address without the query. */
    String location() {
        // A plus is one in a path.
        return URLDecoder.decode(pathOf(url).replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static String pathOf(String url) {
        int query = url.indexOf('?');
        return query < 0 ? url : url.substring(0, query);
    }
}
