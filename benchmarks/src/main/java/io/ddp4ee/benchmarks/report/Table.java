package io.ddp4ee.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** In Markdown. */
public final class Table {

    private final String title;
    private final List<String> lines = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final int columns;

    public Table(String title, String... columns) {
        this.title = title;
        this.columns = columns.length;
        lines.add("| " + String.join(" | ", columns) + " |");
        lines.add("|" + " --- |".repeat(columns.length));
    }

    /** Numbers as they are, if they are whole, else with as many digits as say something. */
    public void row(Object... cells) {
        if (cells.length != columns) {
            throw new IllegalArgumentException(cells.length + " cells in a table of " + columns + " columns");
        }
        List<String> texts = new ArrayList<>();
        for (Object cell : cells) {
            texts.add(cell instanceof Double number ? text(number) : String.valueOf(cell));
        }
        lines.add("| " + String.join(" | ", texts) + " |");
    }

    /** Said below. */
    public void note(String text) {
        notes.add(text);
    }

    static String text(double number) {
        if (Double.isNaN(number)) {
            return "–";
        }
        int digits = Math.abs(number) >= 100 ? 0 : Math.abs(number) >= 10 ? 1 : 2;
        return String.format(Locale.ROOT, "%." + digits + "f", number);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("\n### " + title + "\n\n" + String.join("\n", lines) + "\n");
        notes.forEach(note -> text.append('\n').append(note).append('\n'));
        return text.toString();
    }
}
