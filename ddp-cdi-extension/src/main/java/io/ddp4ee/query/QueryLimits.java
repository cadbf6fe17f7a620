package io.ddp4ee.query;

import java.time.Duration;

/**
 * What live queries may cost.
 *
 * @param concurrentSnapshots how many transactions read at a time
 * @param rerunInterval the least time between two runs of one query, unless somebody waits for it
 * @param linger how long a query without subscribers is kept
 * @param mostDocuments that a query may have
 */
public record QueryLimits(int concurrentSnapshots, Duration rerunInterval, Duration linger, int mostDocuments) {}
