package io.ddp4ee.benchmarks.report;

import java.util.Collection;
import java.util.function.ToDoubleFunction;

/** What is in the middle: on a machine that others use too, what is at the ends says nothing. */
public final class Median {

    private Median() {}

    /** Of none it is not a number. */
    public static <T> double of(Collection<T> samples, ToDoubleFunction<T> value) {
        double[] sorted = samples.stream().mapToDouble(value).sorted().toArray();
        if (sorted.length == 0) {
            return Double.NaN;
        }
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
