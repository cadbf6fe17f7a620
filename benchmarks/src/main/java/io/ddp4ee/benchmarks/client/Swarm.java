package io.ddp4ee.benchmarks.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;

import jakarta.annotation.Nullable;

/** Many clients, on one thread of their own. */
public final class Swarm implements AutoCloseable {

    private static final int READ_AT_ONCE = 1 << 18;
    private static final int KEY_BYTES = 16;

    private final Selector selector;
    private final Tally tally = new Tally();
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final List<Client> clients = new CopyOnWriteArrayList<>();
    private volatile String sample;
    private volatile boolean closed;

    public Swarm() throws IOException {
        this.selector = Selector.open();
        Thread thread = new Thread(this::run, "swarm");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * One more client.
     *
     * @param speaksDdp whether it begins a session
     */
    public Client connect(URI server, boolean speaksDdp) throws IOException {
        return connect(server, speaksDdp, null);
    }

    /** One more client, which goes on with the session of one whose connection has been broken off. */
    public Client resume(URI server, Client earlier) throws IOException {
        return connect(server, true, earlier);
    }

    private Client connect(URI server, boolean speaksDdp, @Nullable Client earlier) throws IOException {
        SocketChannel channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        Client client = new Client(this, channel, speaksDdp, earlier);
        clients.add(client);
        channel.connect(new InetSocketAddress(server.getHost(), server.getPort()));
        execute(() -> register(channel, client, handshake(server)));
        return client;
    }

    private void register(SocketChannel channel, Client client, ByteBuffer handshake) {
        try {
            channel.register(selector, SelectionKey.OP_CONNECT, new Pending(client, handshake));
        } catch (IOException e) {
            client.lost(e.toString());
        }
    }

    /** @param handshake written when it is connected */
    private record Pending(Client client, ByteBuffer handshake) {}

    private static ByteBuffer handshake(URI server) {
        byte[] key = new byte[KEY_BYTES];
        ThreadLocalRandom.current().nextBytes(key);
        String request = "GET " + server.getPath() + " HTTP/1.1\r\nHost: " + server.getAuthority()
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: "
                + Base64.getEncoder().encodeToString(key) + "\r\n\r\n";
        return ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII));
    }

    /** All that have been connected, in this order; more may come. */
    public List<Client> clients() {
        return Collections.unmodifiableList(clients);
    }

    public Tally tally() {
        return tally;
    }

    /** A {@code changed} that has come: the next after {@link #takeSample}. */
    public String sample() {
        return sample;
    }

    public void takeSample() {
        sample = null;
    }

    void sample(ByteBuffer text) {
        if (sample == null) {
            sample = StandardCharsets.UTF_8.decode(text).toString();
        }
    }

    void execute(Runnable task) {
        tasks.add(task);
        selector.wakeup();
    }

    @Nullable
    SelectionKey key(SocketChannel channel) {
        return channel.keyFor(selector);
    }

    private void run() {
        ByteBuffer buffer = ByteBuffer.allocateDirect(READ_AT_ONCE);
        try {
            while (!closed) {
                selector.select(key -> serve(key, buffer));
                for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
                    task.run();
                }
                tally.tell();
            }
            clients.forEach(Client::leave);
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void serve(SelectionKey key, ByteBuffer buffer) {
        if (key.attachment() instanceof Pending pending) {
            connected(key, pending);
        } else if (key.attachment() instanceof Client client) {
            if (key.isReadable()) {
                client.read(buffer);
            }
            if (key.isValid() && key.isWritable()) {
                client.flush();
            }
        }
    }

    private void connected(SelectionKey key, Pending pending) {
        try {
            ((SocketChannel) key.channel()).finishConnect();
            key.attach(pending.client());
            key.interestOps(SelectionKey.OP_READ);
            pending.client().write(pending.handshake());
        } catch (IOException e) {
            pending.client().lost(e.toString());
        }
    }

    /** All leave, soon. */
    @Override
    public void close() {
        closed = true;
        selector.wakeup();
    }
}
