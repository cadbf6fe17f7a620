package io.ddp4ee.benchmarks.scenario;

import java.util.List;

/**
 * What a write has cost, on average over many.
 *
 * @param latency milliseconds until it was committed, of the one in the middle
 * @param delivery milliseconds until the last client had it, likewise; not a number if nobody was to have it
 * @param used by each server
 * @param deliveries how many there were
 */
record Cost(double latency, double delivery, Reading used, double deliveries) {

    double writerCpu() {
        return used.cpu().get(0);
    }

    /** Of all other servers together. */
    double peerCpu() {
        return peers(used.cpu());
    }

    /** Microseconds of all servers. */
    double cpuPerDelivery() {
        return (writerCpu() + peerCpu()) * 1000 / deliveries;
    }

    double writerQueries() {
        return used.queries().get(0);
    }

    double peerQueries() {
        return peers(used.queries());
    }

    private static double peers(List<Double> all) {
        return all.stream().skip(1).mapToDouble(Double::doubleValue).sum();
    }
}
