package io.ddp4ee.it;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stands between a server and its database, and writes down what the server executes there. */
final class Wiretap implements AutoCloseable {

    private static final int SSL_REQUEST = 80877103;
    private static final int GSS_REQUEST = 80877104;

    private final ServerSocket listening;
    private final int databasePort;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final List<String> statements = new CopyOnWriteArrayList<>();

    Wiretap(int port, int databasePort) throws IOException {
        this.listening = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        this.databasePort = databasePort;
        start(this::accept);
    }

    private interface Work {
        void run() throws IOException;
    }

    private void start(Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException e) {
                        // One of the two ends has gone: so does the other.
                        close(sockets);
                    }
                },
                "wiretap");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() throws IOException {
        while (true) {
            Socket server = listening.accept();
            Socket database = new Socket(InetAddress.getLoopbackAddress(), databasePort);
            server.setTcpNoDelay(true);
            database.setTcpNoDelay(true);
            Set<Socket> pair = Set.of(server, database);
            sockets.addAll(pair);
            start(() -> relay(pair, () -> listen(server, database)));
            start(() -> relay(pair, () -> {
                try (InputStream answers = database.getInputStream()) {
                    answers.transferTo(server.getOutputStream());
                }
            }));
        }
    }

    private void relay(Set<Socket> pair, Work work) throws IOException {
        try {
            work.run();
        } catch (IOException e) {
            // Either end may go at any time.
        } finally {
            close(pair);
            sockets.removeAll(pair);
        }
    }

    private static void close(Set<Socket> all) {
        for (Socket socket : all) {
            try {
                socket.close();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** What a client of PostgreSQL sends: at first messages without a type, then messages with one. */
    private void listen(Socket server, Socket database) throws IOException {
        DataInputStream in = new DataInputStream(server.getInputStream());
        DataOutputStream out = new DataOutputStream(database.getOutputStream());
        boolean begun = false;
        while (!begun) {
            byte[] message = body(in, out);
            int code = ((message[0] & 0xff) << 24)
                    | ((message[1] & 0xff) << 16)
                    | ((message[2] & 0xff) << 8)
                    | (message[3] & 0xff);
            begun = code != SSL_REQUEST && code != GSS_REQUEST;
            out.flush();
        }
        Map<String, String> prepared = new HashMap<>();
        Map<String, String> portals = new HashMap<>();
        while (true) {
            int type = in.read();
            if (type < 0) {
                return;
            }
            out.write(type);
            note(type, new Texts(body(in, out)), prepared, portals);
            if (in.available() == 0) {
                out.flush();
            }
        }
    }

    private static byte[] body(DataInputStream in, DataOutputStream out) throws IOException {
        int length = in.readInt();
        byte[] body = new byte[length - 4];
        in.readFully(body);
        out.writeInt(length);
        out.write(body);
        return body;
    }

    private void note(int type, Texts texts, Map<String, String> prepared, Map<String, String> portals) {
        switch (type) {
            case 'Q' -> statements.add(texts.next());
            case 'P' -> prepared.put(texts.next(), texts.next());
            case 'B' -> portals.put(texts.next(), prepared.get(texts.next()));
            case 'E' -> statements.add(portals.get(texts.next()));
            default -> {
                // It executes nothing.
            }
        }
    }

    /** The texts at the beginning of a message. */
    private static final class Texts {

        private final byte[] bytes;
        private int position;

        Texts(byte[] bytes) {
            this.bytes = bytes;
        }

        String next() {
            int end = position;
            while (bytes[end] != 0) {
                end++;
            }
            String text = new String(bytes, position, end - position, StandardCharsets.UTF_8);
            position = end + 1;
            return text;
        }
    }

    /** Forgets what was executed so far. */
    void clear() {
        statements.clear();
    }

    /** What was executed since. */
    List<String> statements() {
        return List.copyOf(statements);
    }

    @Override
    public void close() throws IOException {
        listening.close();
        close(sockets);
    }
}
