package io.ddp4ee.benchmarks.config;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Each may be set by a system property of its name; else {@code benchmarks.size} decides, which is quick or full. */
public enum Setting {
    SCENARIOS("benchmarks.scenarios", "", "", "Which run, by their classes' names, with commas between; empty: all."),
    SERVERS("benchmarks.servers", "2", "2", "How many servers there are."),
    HEAP("benchmarks.heap", "1g", "3g", "Of each server."),
    OPTIONS("benchmarks.options", "", "", "More options for each server's JVM, with spaces between."),
    PORT_BASE("benchmarks.port-base", "24000", "24000", "The first of the ports; a server takes a thousand."),
    PAIRS("benchmarks.pairs", "2", "5", "How often two things are measured in turn; the medians count."),
    SECONDS("benchmarks.seconds", "1", "4", "How long one of such a pair may take."),
    WRITES("benchmarks.writes", "100", "500", "How many writes it takes at most."),
    PACE("benchmarks.pace", "50", "50", "Milliseconds from one change that goes to all to the next."),
    SUBSCRIPTIONS("benchmarks.subscriptions", "0,1,1000", "0,1,100,1000,10000,100000", "While something is written."),
    KINDS("benchmarks.kinds", "distinct,identical", "distinct,identical", "Whether these are to different authors."),
    SESSIONS("benchmarks.sessions", "200", "1000", "How many there are at most."),
    DOCUMENTS("benchmarks.documents", "2000", "10000", "In a large subscription; no fewer than benchmarks.held."),
    SUBSCRIBERS("benchmarks.subscribers", "20", "100", "How many subscribe to that, one after the other."),
    HOLDERS("benchmarks.holders", "1,10,100", "1,10,1000", "How many sessions hold the same documents."),
    HELD("benchmarks.held", "200", "1000", "How many documents these are.");

    private static final String SIZE = "benchmarks.size";
    private static final String FULL = "full";
    private static final String QUICK = "quick";

    private final String key;
    private final String quick;
    private final String full;
    private final String description;

    Setting(String key, String quick, String full, String description) {
        this.key = key;
        this.quick = quick;
        this.full = full;
        this.description = description;
    }

    /** As a row of the table that README.md has. */
    public String documentation() {
        return "| `" + key + "` | " + quick + " | " + full + " | " + description + " |";
    }

    public String text() {
        String size = System.getProperty(SIZE, QUICK);
        if (!List.of(QUICK, FULL).contains(size)) {
            throw new IllegalArgumentException(SIZE + " is " + size + ", but may be " + QUICK + " or " + FULL);
        }
        return System.getProperty(key, size.equals(FULL) ? full : quick);
    }

    public int number() {
        return Integer.parseInt(text());
    }

    /** What is listed with commas between; of nothing nothing. */
    public List<String> list() {
        return Stream.of(text().split(",", -1))
                .filter(element -> !element.isBlank())
                .toList();
    }

    public int[] numbers() {
        return list().stream().mapToInt(Integer::parseInt).toArray();
    }

    /** All of them with their values, for the head of a report. */
    public static String all() {
        return String.join(
                " ",
                Arrays.stream(values())
                        .filter(setting -> !setting.text().isEmpty())
                        .map(setting -> setting.key + "=" + setting.text())
                        .toList());
    }
}
