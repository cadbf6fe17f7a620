package io.ddp4ee.benchmarks.report;

import java.util.Collection;
import java.util.function.ToDoubleFunction;

/** What several measurements have come to: the median, and with it the least and the most. */
public record Spread(double median, double least, double most) {

    public static <T> Spread of(Collection<T> samples, ToDoubleFunction<T> value) {
        return new Spread(
                Median.of(samples, value),
                samples.stream().mapToDouble(value).min().orElse(Double.NaN),
                samples.stream().mapToDouble(value).max().orElse(Double.NaN));
    }

    @Override
    public String toString() {
        String middle = Table.text(median);
        return Double.compare(least, most) == 0
                ? middle
                : middle + " (" + Table.text(least) + "–" + Table.text(most) + ")";
    }
}
