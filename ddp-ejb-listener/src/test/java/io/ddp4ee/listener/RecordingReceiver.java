package io.ddp4ee.listener;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

import io.ddp4ee.spi.BusReceiver;
import io.ddp4ee.spi.BusStatement;

/** Writes down what it is told, in order. */
class RecordingReceiver implements BusReceiver {

    record Event(String kind, String detail, List<String> texts) {}

    private final DataSource source;
    private final List<Event> events = new ArrayList<>();

    RecordingReceiver(DataSource source) {
        this.source = source;
    }

    @Override
    public void established() {
        add(new Event("established", "", List.of()));
    }

    @Override
    public void lost(String reason) {
        add(new Event("lost", reason, List.of()));
    }

    @Override
    public void received(String transaction, List<String> texts) {
        add(new Event("received", transaction, texts));
    }

    @Override
    public void execute(BusStatement statement) throws Exception {
        try (Connection connection = source.getConnection()) {
            Writer.execute(connection, statement);
        }
    }

    private synchronized void add(Event event) {
        events.add(event);
    }

    synchronized List<Event> events() {
        return List.copyOf(events);
    }

    List<String> kinds() {
        return events().stream().map(Event::kind).toList();
    }

    /** Whether it is established or lost, as it was told. */
    List<String> states() {
        return kinds().stream().filter(kind -> !kind.equals("received")).toList();
    }

    List<String> reasons() {
        return details("lost");
    }

    List<String> transactions() {
        return details("received");
    }

    private List<String> details(String kind) {
        return events().stream()
                .filter(event -> event.kind().equals(kind))
                .map(Event::detail)
                .toList();
    }

    List<List<String>> texts() {
        return events().stream()
                .filter(event -> event.kind().equals("received"))
                .map(Event::texts)
                .toList();
    }
}
