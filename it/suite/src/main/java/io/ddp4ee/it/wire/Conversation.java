package io.ddp4ee.it.wire;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.ddp4ee.it.accounts.TimeCodes;
import io.ddp4ee.it.wire.Transcript.Kind;
import io.ddp4ee.it.wire.Transcript.Line;
import io.ddp4ee.test.DdpClient;

import static org.assertj.core.api.Assertions.assertThat;

/** Has a transcript happen, and fails if anything else is answered. */
public final class Conversation implements AutoCloseable {

    private static final String CLOSED = "closed ";

    /** Waits in the queue, behind all that is still to be answered. */
    private static final String END = "{\"msg\":\"unsub\",\"id\":\"end of transcript\"}";

    private static final String ENDED = "{\"msg\":\"nosub\",\"id\":\"end of transcript\"}";

    /** Stands for a name that no other conversation uses. */
    private static final String OWN = "<own>";

    /** What differs from time to time, and by which name it is known from then on. */
    private static final Pattern PLACEHOLDER = Pattern.compile("<(id|n|token|secret|any|earlier|later)(?::(\\w+))?>");

    private final String own = UUID.randomUUID().toString();
    private final String url;
    private final Map<Integer, DdpClient> clients = new HashMap<>();
    private final Map<Integer, Integer> looked = new HashMap<>();
    private final List<Integer> ended = new ArrayList<>();
    private final Map<String, String> known = new HashMap<>();
    private final Map<String, TimeCodes> codes = new HashMap<>();

    public Conversation(String url) {
        this.url = url;
    }

    public void hold(Transcript transcript) {
        List<Line> lines = transcript.lines();
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            switch (line.kind()) {
                case SENT -> client(line.client()).send(filled(line.text()));
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
            String next = next(line.client());
            Pattern pattern = pattern(filled(line.text()));
            assertThat(next).matches(pattern);
            learn(pattern, next);
        }
    }

    private void answeredInAnyOrder(int client, List<String> texts) {
        List<String> left = new ArrayList<>(texts);
        for (int i = 0; i < texts.size(); i++) {
            String next = next(client);
            assertThat(left.removeIf(text -> learn(pattern(filled(text)), next)))
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
            assertThat(next(number)).isEqualTo(ENDED);
        }
    }

    /** With all that is known by now. */
    private String filled(String text) {
        return PLACEHOLDER
                .matcher(text.replace(OWN, own))
                .replaceAll(found -> Matcher.quoteReplacement(value(found.group(1), found.group(2), found.group())));
    }

    private String value(String kind, String name, String otherwise) {
        return switch (kind) {
            case "earlier" -> codes(name).earlier();
            case "later" -> codes(name).later();
            default -> name == null ? otherwise : known.getOrDefault(kind + name, otherwise);
        };
    }

    private TimeCodes codes(String name) {
        return codes.computeIfAbsent(name, n -> new TimeCodes(known.get("secret" + n)));
    }

    /** Whether it matches; then what has a name is known by it. */
    private boolean learn(Pattern pattern, String message) {
        Matcher matcher = pattern.matcher(message);
        if (!matcher.matches()) {
            return false;
        }
        names(pattern.pattern()).forEach(name -> known.put(name, matcher.group(name)));
        return true;
    }

    private static Set<String> names(String pattern) {
        Set<String> names = new TreeSet<>();
        Matcher matcher = Pattern.compile("\\(\\?<(\\w+)>").matcher(pattern);
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }

    /** Names in angle brackets stand for what differs from time to time. */
    private static Pattern pattern(String text) {
        StringBuilder pattern = new StringBuilder();
        Matcher matcher = PLACEHOLDER.matcher(text);
        int from = 0;
        while (matcher.find()) {
            String expression =
                    switch (matcher.group(1)) {
                        case "id" -> "[23456789A-HJ-NP-Za-km-z]{17}";
                        case "n" -> "\\d+";
                        case "token" -> "[A-Za-z0-9_-]{43}";
                        case "secret" -> "[A-Z2-7]+";
                        default -> ".*";
                    };
            String name = matcher.group(2);
            pattern.append(Pattern.quote(text.substring(from, matcher.start())))
                    .append(name == null ? expression : "(?<" + matcher.group(1) + name + ">" + expression + ")");
            from = matcher.end();
        }
        return Pattern.compile(
                pattern.append(Pattern.quote(text.substring(from))).toString());
    }

    @Override
    public void close() {
        clients.values().forEach(DdpClient::close);
    }
}
