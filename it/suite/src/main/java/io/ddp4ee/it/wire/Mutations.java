package io.ddp4ee.it.wire;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

import io.ddp4ee.it.wire.Transcript.Kind;
import io.ddp4ee.it.wire.Transcript.Line;

/** What clients send in the transcripts, mostly with something done to it. */
public final class Mutations {

    private static final String SYMBOLS = "{}[]\",:\\$~-0null\u0000\uFEFF";

    private final List<String> messages;
    private final Random random;

    /** @param files in which transcripts are */
    public Mutations(long seed, String... files) {
        random = new Random(seed);
        messages = List.of(files).stream()
                .flatMap(file -> Transcript.of(file).stream())
                .flatMap(transcript -> transcript.lines().stream())
                .filter(line -> line.kind() == Kind.SENT)
                .map(Line::text)
                // Others would have to wait for this one.
                .filter(text -> !text.contains("\"enter"))
                .toList();
    }

    public String next() {
        String message = any();
        for (int i = random.nextInt(4); i > 0 && !message.isEmpty(); i--) {
            message = mutated(message);
        }
        // Half a character cannot be sent.
        return new String(message.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    private String mutated(String text) {
        int from = random.nextInt(text.length());
        int to = from + random.nextInt(text.length() - from);
        String middle =
                switch (random.nextInt(5)) {
                    case 0 -> "";
                    case 1 -> text.substring(from, to).repeat(2 + random.nextInt(3));
                    case 2 -> any();
                    case 3 -> String.valueOf(SYMBOLS.charAt(random.nextInt(SYMBOLS.length())));
                    default -> String.valueOf((char) random.nextInt(Character.MIN_SURROGATE));
                };
        return text.substring(0, from) + middle + text.substring(to);
    }

    private String any() {
        return messages.get(random.nextInt(messages.size()));
    }
}
