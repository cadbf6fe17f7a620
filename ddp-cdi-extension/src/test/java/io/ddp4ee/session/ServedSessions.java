package io.ddp4ee.session;

/** Sessions over the whole engine, for what they are connected by. */
public final class ServedSessions {

    private final Bench bench = new Bench();
    private final Sessions sessions;

    public ServedSessions() {
        this(Integer.MAX_VALUE);
    }

    public ServedSessions(int perAddress) {
        bench.perAddress = perAddress;
        bench.serve("long", false, (session, parameters) -> "x".repeat(50_000));
        sessions = bench.sessions();
    }

    public Sessions sessions() {
        return sessions;
    }

    /** Runs all there is to run, but for what waits for time. */
    public void settle() {
        bench.settle();
    }
}
