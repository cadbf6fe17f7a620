package io.ddp4ee.unit;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;

import io.ddp4ee.bus.BatchText;
import io.ddp4ee.bus.BatchText.UnknownVersionException;
import io.ddp4ee.bus.Change;
import io.ddp4ee.bus.ChangeBatch;
import io.ddp4ee.bus.Notice;
import io.ddp4ee.bus.Notices;
import io.ddp4ee.persistence.EntityManagerRows;
import io.ddp4ee.persistence.Unit;
import io.ddp4ee.query.LiveQueries;
import io.ddp4ee.spi.BusReceiver;
import io.ddp4ee.spi.BusStatement;
import io.ddp4ee.unit.Deliveries.Delivery;

/**
 * Takes from the bus what its thread delivers, and hands it to the dispatcher in the same order. What waits in between is
 * bounded: when it is too much it is thrown away, and counts as missed.
 */
final class UnitReceiver implements BusReceiver {

    private static final Logger LOG = System.getLogger(UnitReceiver.class.getName());

    private final Unit unit;
    private final LiveQueries queries;
    private final Evictions evictions;
    private final String server;
    private final Notices notices;
    private final Batches batches;
    private final Deliveries deliveries;
    private final BatchText text = new BatchText();

    /** @param server the name of this one */
    UnitReceiver(
            Unit unit,
            LiveQueries queries,
            Evictions evictions,
            String server,
            Notices notices,
            Batches batches,
            long mostBytes) {
        this.unit = unit;
        this.queries = queries;
        this.evictions = evictions;
        this.server = server;
        this.notices = notices;
        this.batches = batches;
        this.deliveries = new Deliveries(mostBytes);
    }

    @Override
    public void established() {
        queries.established();
        queries.execute(notices::missed);
    }

    @Override
    public void lost(String reason) {
        queries.lost(reason);
    }

    @Override
    public void received(String transaction, List<String> texts) {
        // One thread delivers, so the generation is that of the delivery.
        if (deliveries.offer(new Delivery(transaction, texts))) {
            int generation = deliveries.generation();
            queries.execute(() -> dispatchNext(generation));
        } else {
            LOG.log(
                    Level.WARNING,
                    "More changes of " + unit + " arrive than can be worked off; all live queries run again");
            queries.execute(this::doubt);
        }
    }

    private void dispatchNext(int generation) {
        Delivery delivery = deliveries.poll(generation);
        if (delivery == null) {
            return;
        }
        try {
            dispatch(delivery);
        } catch (UnknownVersionException | RuntimeException e) {
            LOG.log(
                    Level.WARNING,
                    "A server of the cluster sends what this one cannot read; all live queries run again",
                    e);
            doubt();
        }
    }

    private void doubt() {
        queries.doubt();
        notices.missed();
    }

    private void dispatch(Delivery delivery) throws UnknownVersionException {
        List<Change> changes = new ArrayList<>();
        List<Notice> told = new ArrayList<>();
        ChangeBatch first = null;
        for (String part : delivery.texts()) {
            ChangeBatch batch = text.read(Long.parseLong(delivery.transaction()), part);
            first = first == null ? batch : first;
            changes.addAll(batch.changes());
            told.addAll(batch.notices());
        }
        if (first != null) {
            ChangeBatch batch = first.with(changes, told);
            batches.add(
                    batch, delivery.texts().stream().mapToInt(String::length).sum());
            evict(changes);
            queries.received(batch);
            if (!first.server().equals(server)) {
                notices.received(told);
            }
        }
    }

    /** Whatever becomes of the caches, the live queries are told. */
    private void evict(List<Change> changes) {
        try {
            evictions.evict(changes);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "The shared cache of " + unit + " may hold rows that were replaced", e);
        }
    }

    @Override
    public void execute(BusStatement statement) throws Exception {
        unit.transactions().call(entityManager -> new EntityManagerRows(entityManager)
                .nativeRow(statement.sql(), statement.parameters()));
    }
}
