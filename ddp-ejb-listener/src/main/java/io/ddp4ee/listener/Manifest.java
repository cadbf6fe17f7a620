package io.ddp4ee.listener;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.CRC32;

/**
 * How many chunks a transaction has in each channel, so that a listener knows when it has all that are meant for it,
 * whatever other channels there are. Written {@code channel*chunks,...}, a channel as its checksum. Channels with the same
 * checksum count together.
 */
record Manifest(Map<String, Integer> chunks) {

    static String checksum(String channel) {
        CRC32 crc = new CRC32();
        crc.update(channel.getBytes(StandardCharsets.UTF_8));
        return Long.toHexString(crc.getValue());
    }

    /** @param chunks by channel */
    static Manifest of(Map<String, Integer> chunks) {
        Map<String, Integer> byChecksum = new LinkedHashMap<>();
        chunks.forEach((channel, count) -> byChecksum.merge(checksum(channel), count, Integer::sum));
        return new Manifest(byChecksum);
    }

    /** @throws IllegalArgumentException if the text is no manifest */
    static Manifest parse(String text) {
        Map<String, Integer> chunks = new LinkedHashMap<>();
        for (String part : text.split(",", -1)) {
            int star = part.indexOf('*');
            int count = star < 0 ? 0 : Integer.parseInt(part.substring(star + 1));
            if (count < 1) {
                throw new IllegalArgumentException("No manifest");
            }
            chunks.put(part.substring(0, star), count);
        }
        return new Manifest(chunks);
    }

    /** The chunks that a listener to these channels receives. */
    long expected(Set<String> checksums) {
        return chunks.entrySet().stream()
                .filter(part -> checksums.contains(part.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    @Override
    public String toString() {
        return chunks.entrySet().stream()
                .map(part -> part.getKey() + "*" + part.getValue())
                .collect(Collectors.joining(","));
    }
}
