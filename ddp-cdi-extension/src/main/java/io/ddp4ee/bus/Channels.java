package io.ddp4ee.bus;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.ddp4ee.bus.Change.DocumentImage;

/** The channels of a cluster: one for each collection, and a common one for whatever has none. */
public final class Channels {

    /** PostgreSQL cuts longer names off, silently, and then takes two channels for one. */
    private static final int LONGEST = 63;

    private final String cluster;
    private final Map<String, List<String>> collections;

    /** @param collections of each entity, by the name of the root of its hierarchy */
    public Channels(String cluster, Map<String, List<String>> collections) {
        this.cluster = cluster;
        this.collections = Map.copyOf(collections);
    }

    /** Where changes of entities without a collection travel, notices, and the bus's own messages. */
    public String common() {
        return fit("ddp_" + cluster);
    }

    private String of(String collection) {
        return fit("ddp_" + cluster + "_" + collection);
    }

    /** Where a server listens: the common channel first. */
    public Set<String> all() {
        Set<String> all = new LinkedHashSet<>();
        all.add(common());
        collections.values().forEach(names -> names.forEach(name -> all.add(of(name))));
        return all;
    }

    /** The parts of a change by channel: each with the images of its own collection, and of no other. */
    public Map<String, Change> split(Change change) {
        List<String> names = collections.getOrDefault(change.entity(), List.of());
        if (names.isEmpty()) {
            return Map.of(common(), change);
        }
        Map<String, Change> parts = new LinkedHashMap<>();
        for (String name : names) {
            DocumentImage image = change.documents().get(name);
            Map<String, DocumentImage> images = image == null ? Map.of() : Map.of(name, image);
            parts.put(of(name), change.with(images));
        }
        return parts;
    }

    private static String fit(String channel) {
        byte[] bytes = channel.getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= LONGEST && bytes.length == channel.length()) {
            return channel;
        }
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return "ddp_" + HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
