package io.ddp4ee.benchmarks.report;

import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/** Tells whoever waits what is going on. Not in the report. */
public final class Progress {

    private Progress() {}

    public static void tell(String what) {
        System.out.println(LocalTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS) + " " + what);
    }
}
