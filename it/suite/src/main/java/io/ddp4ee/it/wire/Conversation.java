package io.ddp4ee.it.wire;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

import io.ddp4ee.it.wire.Transcript.Kind;
import io.ddp4ee.it.wire.Transcript.Line;
import io.ddp4ee.test.DdpClient;

import static org.assertj.core.api.Assertions.assertThat;

/** Has a transcript happen, and fails if anything else is answered. */
public final class Conversation implements AutoCloseable {

    private static final String CLOSED = "closed ";
    private static final String END = "{\"msg\":\"ping\",\"id\":\"end of transcript\"}";

    /** Stands for a name that no other conversation uses. */
    private static final String OWN = "<own>";

    private final String own = UUID.randomUUID().toString();
    private final String url;
    private final Map<Integer, DdpClient> clients = new HashMap<>();
    private final Map<Integer, Integer> looked = new HashMap<>();
    private final List<Integer> ended = new ArrayList<>();

    public Conversation(String url) {
        this.url = url;
    }

    public void hold(Transcript transcript) {
        List<Line> lines = transcript.lines();
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            switch (line.kind()) {
                case SENT -> client(line.client()).send(line.text().replace(OWN, own));
                case ANSWERED -> answered(line);
                case ANSWERED_IN_ANY_ORDER -> {
                    List<String> texts = new ArrayList<>();
                    while (i < lines.size() && lines.get(i).kind() == Kind.ANSWERED_IN_ANY_ORDER) {
                        texts.add(lines.get(i++).text());
                    }
                    i--;
                    answeredInAnyOrder(line.client(), texts);
                }
            }
        }
        clients.forEach(this::nothingElseCame);
    }

    private DdpClient client(int number) {
        return clients.computeIfAbsent(number, absent -> DdpClient.open(url));
    }

    private void answered(Line line) {
        if (line.text().startsWith(CLOSED)) {
            assertThat(client(line.client()).awaitClose())
                    .isEqualTo(Integer.parseInt(line.text().substring(CLOSED.length())));
            ended.add(line.client());
        } else {
            assertThat(next(line.client())).matches(pattern(line.text().replace(OWN, own)));
        }
    }

    private void answeredInAnyOrder(int client, List<String> texts) {
        List<String> left = new ArrayList<>(texts);
        for (int i = 0; i < texts.size(); i++) {
            String next = next(client);
            assertThat(left.removeIf(text ->
                            pattern(text.replace(OWN, own)).matcher(next).matches()))
                    .as("%s is one of %s", next, texts)
                    .isTrue();
        }
    }

    /** Without the server's own heartbeats, which come when they come. */
    private String next(int number) {
        DdpClient client = client(number);
        while (true) {
            int index = looked.merge(number, 1, Integer::sum) - 1;
            client.await("message " + index, () -> client.received().size() > index);
            String message = client.received().get(index);
            if (!message.equals("{\"msg\":\"ping\"}")) {
                return message;
            }
        }
    }

    private void nothingElseCame(int number, DdpClient client) {
        if (ended.contains(number)) {
            assertThat(client.received()).hasSize(looked.get(number));
        } else {
            client.send(END);
            String last = next(number);
            assertThat(last).contains("end of transcript");
        }
    }

    /** Names in angle brackets stand for what differs from time to time. */
    private static Pattern pattern(String text) {
        StringBuilder pattern = new StringBuilder();
        for (String part : text.split("(?=<(id|n|token)>)|(?<=<(id|n|token)>)", -1)) {
            pattern.append(
                    switch (part) {
                        case "<id>" -> "[23456789A-HJ-NP-Za-km-z]{17}";
                        case "<n>" -> "\\d+";
                        case "<token>" -> "[A-Za-z0-9_-]{43}";
                        default -> Pattern.quote(part);
                    });
        }
        return Pattern.compile(pattern.toString());
    }

    @Override
    public void close() {
        clients.values().forEach(DdpClient::close);
    }
}
