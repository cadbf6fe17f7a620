package io.ddp4ee.benchmarks.scenario;

/**
 * Three that were measured one after the other.
 *
 * @param idle without any subscriptions
 * @param hit to books that somebody has subscribed to
 * @param miss to others
 */
record WriteRound(Cost idle, Cost hit, Cost miss) {

    Cost cost(boolean isHit) {
        return isHit ? hit : miss;
    }
}
