package io.ddp4ee.transport;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Where a client is, seen through so many proxies. */
final class ClientAddress {

    private final int proxies;

    ClientAddress(int proxies) {
        this.proxies = proxies;
    }

    /**
     * @param peer who has connected
     * @param forwarded the values of {@code X-Forwarded-For}, to which each proxy adds whom it serves
     * @return empty if there are not as many entries as proxies: what a client adds itself is worth nothing
     */
    String of(String peer, List<String> forwarded) {
        if (proxies == 0) {
            return peer;
        }
        List<String> entries =
                forwarded.stream().flatMap(ClientAddress::entries).toList();
        return entries.size() == proxies ? entries.get(0) : "";
    }

    private static Stream<String> entries(String value) {
        return Arrays.stream(value.split(",", -1)).map(String::strip);
    }
}
