package io.ddp4ee.benchmarks.report;

import java.time.LocalTime;
import java.time.temporal.ChronoUnit;

/** Tells whoever waits what is going on. Not in the report. */
public final class Progress {

    private Progress() {}

    public static void tell(String what, Object... values) {
        System.out.println(LocalTime.now().truncatedTo(ChronoUnit.SECONDS) + " " + what.formatted(values));
    }
}
