package io.ddp4ee.capture;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.ddp4ee.bus.BatchText;
import io.ddp4ee.bus.BatchText.UnknownVersionException;
import io.ddp4ee.bus.Change;
import io.ddp4ee.spi.BusConnection;
import io.ddp4ee.spi.BusStatement;

/** Keeps what is published, and how often. */
final class RecordingBus implements BusConnection {

    private final Map<Long, List<Change>> changes = new LinkedHashMap<>();
    private int publications;
    private long bytes;

    @Override
    public synchronized List<BusStatement> publish(String transaction, int backend, Map<String, String> texts) {
        publications++;
        for (String text : texts.values()) {
            bytes += text.length();
            try {
                changes.computeIfAbsent(Long.valueOf(transaction), t -> new ArrayList<>())
                        .addAll(new BatchText()
                                .read(Long.parseLong(transaction), text)
                                .changes());
            } catch (UnknownVersionException e) {
                throw new IllegalStateException(e);
            }
        }
        return List.of(new BusStatement("select cast(?1 as text)", List.of(transaction)));
    }

    synchronized List<Change> take() {
        List<Change> all = changes.values().stream().flatMap(Collection::stream).toList();
        changes.clear();
        return all;
    }

    synchronized int publications() {
        return publications;
    }

    synchronized long bytes() {
        return bytes;
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
