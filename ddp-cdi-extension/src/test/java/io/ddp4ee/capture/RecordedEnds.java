package io.ddp4ee.capture;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What is told of transactions that publish, with what another connection sees at that time. */
final class RecordedEnds implements PublishListener {

    private final List<String> told = new ArrayList<>();
    private Supplier<Object> seen = () -> "";

    void with(Supplier<Object> whatIsSeen) {
        seen = whatIsSeen;
    }

    List<String> told() {
        return told;
    }

    @Override
    public void publishing(Published batch) {
        told.add("publishing " + batch.entities() + seen.get());
    }

    @Override
    public void completed(Published batch, Outcome outcome) {
        told.add(outcome + " " + batch.entities() + seen.get());
    }
}
