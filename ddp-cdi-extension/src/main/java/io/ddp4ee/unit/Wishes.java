package io.ddp4ee.unit;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

import io.ddp4ee.bus.Notice;
import io.ddp4ee.bus.NoticeReceiver;
import io.ddp4ee.bus.Notices;
import io.ddp4ee.capture.Capture;
import io.ddp4ee.container.Threads;
import io.ddp4ee.persistence.Unit;
import io.ddp4ee.wanted.WantedPlaces;

/**
 * Tells the servers of a cluster what their batches are to carry: each says what it wants when it wants more, and when it
 * hears of another that wants less. A batch without it makes live queries be read again, so that nothing depends on when
 * this is heard.
 */
final class Wishes implements NoticeReceiver {

    private static final Logger LOG = System.getLogger(Wishes.class.getName());

    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final Unit unit;
    private final WantedPlaces wanted;
    private final Capture capture;
    private final Threads threads;

    /** What is wanted meanwhile is told with it. */
    private final AtomicBoolean isTelling = new AtomicBoolean();

    Wishes(Unit unit, WantedPlaces wanted, Capture capture, Threads threads) {
        this.unit = unit;
        this.wanted = wanted;
        this.capture = capture;
        this.threads = threads;
    }

    void join(Notices notices) {
        notices.add("ddp.wanted." + unit.name(), this);
        wanted.setListener(this::tell);
    }

    @Override
    public void received(String text) {
        if (wanted.read(text)) {
            tell();
        }
    }

    /** Whoever has come meanwhile does not know what is wanted here. */
    @Override
    public void missed() {
        tell();
    }

    private void tell() {
        if (isTelling.compareAndSet(false, true)) {
            threads.readers().execute(this::tellNow);
        }
    }

    private void tellNow() {
        isTelling.set(false);
        try {
            capture.publish(new Notice("ddp.wanted." + unit.name(), wanted.text()), unit.transactions());
        } catch (Exception e) {
            LOG.log(Level.DEBUG, () -> "What is wanted of " + unit + " is told later", e);
            threads.timer().after(AGAIN, this::tell);
        }
    }
}
