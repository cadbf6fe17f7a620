package io.ddp4ee.it.wire;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A conversation of clients with a server, as a resource has it under its title: lines that begin with the client's number,
 * 1 if there is none, and with {@code >} for what it sends, {@code <} for what it is answered next. {@code << } are
 * neighbours that may come in any order. {@code <token:a>} is a token that is called by that name from then on, and so are
 * {@code <id:a>}, {@code <n:a>} and {@code <secret:a>}, of which {@code <earlier:a>} and {@code <later:a>} are codes.
 */
public record Transcript(String title, List<Line> lines) {

    /** One message, or the end of a connection: {@code closed 1000}. */
    public record Line(int client, Kind kind, String text) {}

    /** What a line tells. */
    public enum Kind {
        SENT(">"),
        ANSWERED("<"),
        ANSWERED_IN_ANY_ORDER("<<");

        private final String mark;

        Kind(String mark) {
            this.mark = mark;
        }

        private static Kind of(String mark) {
            for (Kind kind : values()) {
                if (kind.mark.equals(mark)) {
                    return kind;
                }
            }
            throw new IllegalArgumentException("No line of a transcript begins with " + mark);
        }
    }

    /** All of a file, which is in this package's folder of the class path. */
    public static List<Transcript> of(String file) {
        List<Transcript> transcripts = new ArrayList<>();
        for (String line : lines(file)) {
            if (line.startsWith("== ")) {
                transcripts.add(new Transcript(line.substring(3), new ArrayList<>()));
            } else {
                transcripts.get(transcripts.size() - 1).lines().add(line(line));
            }
        }
        return transcripts;
    }

    private static Line line(String line) {
        boolean numbered = Character.isDigit(line.charAt(0));
        String rest = numbered ? line.substring(1) : line;
        String mark = rest.replaceFirst("^([<>]+)(?s:.*)$", "$1");
        String text = rest.substring(mark.length());
        return new Line(
                numbered ? line.charAt(0) - '0' : 1, Kind.of(mark), text.startsWith(" ") ? text.substring(1) : text);
    }

    /** The rows of a file, whose columns are parted by two spaces or more. */
    public static List<List<String>> table(String file) {
        return lines(file).stream()
                .map(line -> List.of(line.strip().split(" {2,}", -1)))
                .toList();
    }

    /** Without empty lines and remarks. */
    private static List<String> lines(String file) {
        try (InputStream stream = Transcript.class.getResourceAsStream("/wire/" + file)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return title;
    }
}
