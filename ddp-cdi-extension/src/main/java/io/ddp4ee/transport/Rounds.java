package io.ddp4ee.transport;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

import io.ddp4ee.query.Timer;

/** Looks after connections again and again: a timer for each would outlive it. */
public final class Rounds {

    private static final Logger LOG = System.getLogger(Rounds.class.getName());

    /** What is looked after. */
    @FunctionalInterface
    public interface Member {

        /** Must not wait. */
        void look(long now);
    }

    private final Timer timer;
    private final Executor pool;
    private final Duration interval;
    private final Set<Member> members = ConcurrentHashMap.newKeySet();

    /** @param pool where members are looked after: they write, and the timer is not only theirs */
    public Rounds(Timer timer, Executor pool, SockJsTimes times) {
        this.timer = timer;
        this.pool = pool;
        this.interval = times.round();
        later();
    }

    private void later() {
        timer.after(interval, () -> pool.execute(this::round));
    }

    private void round() {
        try {
            members.forEach(this::look);
        } finally {
            later();
        }
    }

    private void look(Member member) {
        try {
            member.look(now());
        } catch (RuntimeException | Error e) {
            // The others are looked after all the same.
            LOG.log(Level.ERROR, "A connection could not be looked after", e);
        }
    }

    public long now() {
        return timer.nanoTime();
    }

    public void add(Member member) {
        members.add(member);
    }

    public void remove(Member member) {
        members.remove(member);
    }
}
