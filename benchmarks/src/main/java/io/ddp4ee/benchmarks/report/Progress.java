package io.ddp4ee.benchmarks.report;

import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** Tells whoever waits what is going on. Not in the report. */
public final class Progress {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    private Progress() {}

    public static void tell(String what) {
        System.out.println(TIME.format(LocalTime.now(ZoneId.systemDefault())) + " " + what);
    }
}
