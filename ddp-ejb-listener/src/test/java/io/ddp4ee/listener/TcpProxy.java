package io.ddp4ee.listener;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** A network that can fail: without a word, or with one. */
final class TcpProxy implements Closeable {

    private static final Logger LOG = System.getLogger(TcpProxy.class.getName());

    /** One connection; what exceeds its allowance of bytes is swallowed, and both ends go on believing in it. */
    private static final class Link implements Closeable {
        final Socket client;
        final Socket server;
        final AtomicLong allowance;

        Link(Socket client, Socket server, long allowance) {
            this.client = client;
            this.server = server;
            this.allowance = new AtomicLong(allowance);
        }

        void pump(Socket from, Socket to) {
            try (this) {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                byte[] buffer = new byte[8192];
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    int count = read;
                    long left = allowance.getAndUpdate(allowed -> Math.max(0, allowed - count));
                    out.write(buffer, 0, (int) Math.min(left, read));
                }
            } catch (IOException e) {
                LOG.log(Level.DEBUG, "One end or the other has closed", e);
            }
        }

        @Override
        public void close() throws IOException {
            try (client;
                    server) {
                allowance.set(0);
            }
        }
    }

    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final int port;
    private final List<Link> links = new CopyOnWriteArrayList<>();
    private volatile long allowance = Long.MAX_VALUE;

    TcpProxy(int port) throws IOException {
        this.port = port;
        daemon(this::accept);
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                Link link = new Link(client, new Socket(InetAddress.getLoopbackAddress(), port), allowance);
                links.add(link);
                daemon(() -> link.pump(link.client, link.server));
                daemon(() -> link.pump(link.server, link.client));
            } catch (IOException e) {
                if (!listener.isClosed()) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Lets so many more bytes through, then nothing more; new connections are made, and as deaf. */
    void stallAfter(long bytes) {
        allowance = 0;
        links.forEach(link -> link.allowance.set(bytes));
    }

    /** New connections work; those that stalled stay as they are. */
    void heal() {
        allowance = Long.MAX_VALUE;
    }

    void cut() throws IOException {
        for (Link link : links) {
            link.close();
        }
    }

    /** Refuses new connections, too. */
    void vanish() throws IOException {
        listener.close();
        cut();
    }

    @Override
    public void close() throws IOException {
        vanish();
    }
}
