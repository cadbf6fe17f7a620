package io.ddp4ee.listener;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.CRC32;

/**
 * How many chunks a transaction has in each channel, so that a listener knows when it has all that are meant for it,
 * whatever other channels there are. Written {@code channel*chunks,...}, a channel as its checksum.
 */
record Manifest(Map<String, Integer> chunks) {

    static String checksum(String channel) {
        CRC32 crc = new CRC32();
        crc.update(channel.getBytes(StandardCharsets.UTF_8));
        return Long.toHexString(crc.getValue());
    }

    static Manifest parse(String text) {
        Map<String, Integer> chunks = new LinkedHashMap<>();
        for (String part : text.split(",", -1)) {
            int star = part.indexOf('*');
            chunks.put(part.substring(0, star), Integer.parseInt(part.substring(star + 1)));
        }
        return new Manifest(chunks);
    }

    /** The chunks that a listener to these channels receives. */
    int expected(Set<String> checksums) {
        return chunks.entrySet().stream()
                .filter(part -> checksums.contains(part.getKey()))
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    @Override
    public String toString() {
        return chunks.entrySet().stream()
                .map(part -> part.getKey() + "*" + part.getValue())
                .collect(Collectors.joining(","));
    }
}
