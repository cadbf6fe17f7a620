package io.ddp4ee.benchmarks.client;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.annotation.Nullable;

import io.ddp4ee.benchmarks.client.Tally.Event;

/** One WebSocket. Everything on the swarm's thread, but what is public. */
public final class Client implements FrameReader.Reader {

    private static final String CONNECT = "{\"msg\":\"connect\",\"version\":\"1\",\"support\":[\"1\"]%s}";
    private static final String RESUME = ",\"session\":\"%s\",\"receivedCount\":%d";
    private static final String DISCONNECT = "{\"msg\":\"disconnect\"}";
    private static final String PONG = "{\"msg\":\"pong\"}";
    private static final Pattern SESSION = Pattern.compile(".*\"session\":\"([^\"]*)\".*");
    private static final byte[] END_OF_HEADERS = {'\r', '\n', '\r', '\n'};

    private final Swarm swarm;
    private final SocketChannel channel;
    private final boolean speaksDdp;

    /** Whose session this one goes on with. */
    @Nullable
    private final Client earlier;

    private final FrameReader frames = new FrameReader(this);
    private final Queue<ByteBuffer> out = new ArrayDeque<>();
    private final StringBuilder response = new StringBuilder();

    /** What is said before it is open. */
    private final List<ByteBuffer> early = new ArrayList<>();

    private boolean isOpen;
    private String session = "";

    /** As DDP counts: pings and pongs are not. */
    private long received;

    Client(Swarm swarm, SocketChannel channel, boolean speaksDdp, @Nullable Client earlier) {
        this.swarm = swarm;
        this.channel = channel;
        this.speaksDdp = speaksDdp;
        this.earlier = earlier;
    }

    /** Sends a message, as soon as the WebSocket is open. */
    public void send(String text) {
        ByteBuffer frame = Frames.text(text);
        swarm.execute(() -> say(frame));
    }

    private void say(ByteBuffer frame) {
        if (isOpen) {
            write(frame);
        } else {
            early.add(frame);
        }
    }

    /** Subscribes to a publication with one parameter, which needs no escape. */
    public void subscribe(String id, String name, String parameter) {
        send("{\"msg\":\"sub\",\"id\":\"%s\",\"name\":\"%s\",\"params\":[\"%s\"]}".formatted(id, name, parameter));
    }

    /** Breaks the connection off, without a word. */
    public void drop() {
        swarm.execute(this::end);
    }

    /** Says that it does not come back, and closes the connection. On the swarm's thread. */
    void leave() {
        if (isOpen && speaksDdp) {
            write(Frames.text(DISCONNECT));
        }
        end();
    }

    void write(ByteBuffer bytes) {
        if (channel.isOpen()) {
            out.add(bytes);
            flush();
        }
    }

    /** As much as the network takes. */
    void flush() {
        try {
            while (!out.isEmpty()) {
                channel.write(out.element());
                if (out.element().hasRemaining()) {
                    break;
                }
                out.remove();
            }
            interest(out.isEmpty() ? SelectionKey.OP_READ : SelectionKey.OP_READ | SelectionKey.OP_WRITE);
        } catch (IOException e) {
            lost(e.toString());
        }
    }

    private void interest(int operations) {
        SelectionKey key = swarm.key(channel);
        if (key != null && key.isValid()) {
            key.interestOps(operations);
        }
    }

    /** @param buffer for what is read */
    void read(ByteBuffer buffer) {
        try {
            for (int read = channel.read(buffer.clear()); read != 0; read = channel.read(buffer.clear())) {
                if (read < 0) {
                    lost("The server has closed a connection");
                    return;
                }
                received(buffer.flip());
                if (!channel.isOpen()) {
                    return;
                }
            }
        } catch (IOException e) {
            lost(e.toString());
        }
    }

    private void received(ByteBuffer bytes) {
        while (!isOpen && bytes.hasRemaining()) {
            response.append((char) bytes.get());
            if (endsWithHeaders()) {
                opened();
            }
        }
        if (isOpen && bytes.hasRemaining()) {
            frames.read(bytes);
        }
    }

    private boolean endsWithHeaders() {
        int start = response.length() - END_OF_HEADERS.length;
        return start >= 0 && response.indexOf(new String(END_OF_HEADERS, StandardCharsets.US_ASCII), start) == start;
    }

    private void opened() {
        if (!response.toString().startsWith("HTTP/1.1 101")) {
            lost("No WebSocket, but " + response);
            return;
        }
        response.setLength(0);
        response.trimToSize();
        isOpen = true;
        swarm.tally().count(Event.OPENED, 1);
        if (speaksDdp) {
            write(Frames.text(
                    CONNECT.formatted(earlier == null ? "" : RESUME.formatted(earlier.session, earlier.received))));
        }
        early.forEach(this::write);
        early.clear();
    }

    @Override
    public void text(ByteBuffer text) {
        Message message = Message.of(text);
        swarm.tally().count(Event.BYTES, text.remaining());
        if (message != Message.PING) {
            received++;
        }
        if (message != null) {
            count(message, text);
        }
    }

    private void count(Message message, ByteBuffer text) {
        Tally tally = swarm.tally();
        switch (message) {
            case CONNECTED -> connected(StandardCharsets.UTF_8.decode(text).toString());
            case READY -> tally.count(Event.READY, Message.readySubscriptions(text));
            case ADDED -> tally.count(Event.ADDED, 1);
            case CHANGED -> {
                tally.count(Event.CHANGED, 1);
                tally.count(Event.CHANGED_BYTES, text.remaining());
                swarm.sample(text);
            }
            case REMOVED -> tally.count(Event.REMOVED, 1);
            case PING -> write(Frames.text(PONG));
            case NOSUB, ERROR ->
                tally.problem(Event.NOSUB, StandardCharsets.UTF_8.decode(text).toString());
        }
    }

    private void connected(String text) {
        Matcher matcher = SESSION.matcher(text);
        session = matcher.matches() ? matcher.group(1) : "";
        swarm.tally().count(Event.CONNECTED, 1);
        if (earlier != null && earlier.session.equals(session)) {
            received += earlier.received;
            swarm.tally().count(Event.RESUMED, 1);
        }
    }

    @Override
    public void ping(byte[] payload) {
        write(Frames.frame(Frames.PONG, payload));
    }

    @Override
    public void closed() {
        lost("The server has closed a WebSocket");
    }

    void lost(String why) {
        if (channel.isOpen()) {
            swarm.tally().problem(Event.LOST, why);
            end();
        }
    }

    private void end() {
        try {
            channel.close();
        } catch (IOException e) {
            swarm.tally().problem(Event.LOST, e.toString());
        }
    }
}
