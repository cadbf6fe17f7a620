package io.ddp4ee.it;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a JVM's heap holds: its histogram of classes. */
final class Heap {

    private static final Pattern ROW = Pattern.compile("\\s*\\d+:\\s+(\\d+)\\s+(\\d+)\\s+(\\S+).*");
    private static final Pattern TOTAL = Pattern.compile("Total\\s+(\\d+)\\s+(\\d+)");

    /** Of one class of one class loader. */
    private record Row(String className, long instances) {}

    private final List<Row> rows;
    private final long bytes;

    private Heap(List<Row> rows, long bytes) {
        this.rows = rows;
        this.bytes = bytes;
    }

    static Heap parse(String histogram) {
        List<Row> rows = histogram
                .lines()
                .map(ROW::matcher)
                .filter(Matcher::matches)
                .map(row -> new Row(row.group(3), Long.parseLong(row.group(1))))
                .toList();
        Matcher total = TOTAL.matcher(histogram);
        if (!total.find()) {
            throw new AssertionError("Not a histogram: " + histogram);
        }
        return new Heap(rows, Long.parseLong(total.group(2)));
    }

    long bytes() {
        return bytes;
    }

    /** Of all classes of that name. */
    long instances(String className) {
        return rows.stream()
                .filter(row -> row.className().equals(className))
                .mapToLong(Row::instances)
                .sum();
    }

    /** How many class loaders have classes of that name, and instances of them. */
    long loaders(String className) {
        return rows.stream().filter(row -> row.className().equals(className)).count();
    }
}
