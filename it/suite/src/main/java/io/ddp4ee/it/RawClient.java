package io.ddp4ee.it;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A WebSocket that behaves as badly as it is told to: it sends whatever it is given, and reads only when it is asked to. Its
 * buffers are small, so that what it does not read soon waits in the server.
 */
final class RawClient implements AutoCloseable {

    static final int CONTINUATION = 0;
    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;

    /** What a frame that closes says: 1000. */
    static final byte[] NORMAL = {0x03, (byte) 0xE8};

    /** The first byte of a frame that closes a connection. */
    static final int CLOSE_FRAME = 0x88;

    private static final int FINAL = 0x80;
    private static final int MASKED = 0x80;
    private static final int MIDDLE_LENGTH = 126;
    private static final int MOST_OF_MIDDLE = 0xFFFF;
    private static final int LONG_LENGTH = 127;

    /** Of zeros, so that the masked bytes are those that were given. */
    private static final byte[] MASK = new byte[4];

    private static final int BUFFER = 4096;

    private final Socket socket = new Socket();

    private RawClient() throws IOException {
        URI url = URI.create(TestApplication.url());
        socket.setReceiveBufferSize(BUFFER);
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress(url.getHost(), url.getPort()));
    }

    /** Connects to the server and says nothing. */
    static RawClient dial() throws IOException {
        return new RawClient();
    }

    /** Opens a WebSocket and sends nothing. */
    static RawClient open() throws IOException {
        RawClient client = dial();
        assertThat(client.upgrade(URI.create(TestApplication.url()).getPath())).startsWith("HTTP/1.1 101");
        return client;
    }

    /**
     * Asks for a WebSocket.
     *
     * @param headers besides those that it takes
     * @return the head of the answer
     */
    String upgrade(String path, String... headers) throws IOException {
        StringBuilder request = new StringBuilder("GET ")
                .append(path)
                .append(" HTTP/1.1\r\nHost: ")
                .append(URI.create(TestApplication.url()).getAuthority())
                .append("\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n")
                .append("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n");
        for (String header : headers) {
            request.append(header).append("\r\n");
        }
        write(request.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
        return readTo("\r\n\r\n");
    }

    /** Begins a session. */
    static RawClient connect() throws IOException {
        RawClient client = open();
        client.write(message("{\"msg\":\"connect\",\"version\":\"1\",\"support\":[\"1\"]}"));
        return client;
    }

    /**
     * Begins a session and subscribes.
     *
     * @param parameters a JSON array
     */
    static RawClient subscribe(String publication, String parameters) throws IOException {
        RawClient client = connect();
        client.write(message(
                "{\"msg\":\"sub\",\"id\":\"1\",\"name\":\"" + publication + "\",\"params\":" + parameters + "}"));
        return client;
    }

    /** A text in one frame. */
    static byte[] message(String text) {
        return frame(true, TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] frame(boolean last, int operation, byte[] payload) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(payload.length + 14);
        bytes.writeBytes(head(last, operation, payload.length));
        bytes.writeBytes(payload);
        return bytes.toByteArray();
    }

    /** What precedes the bytes of a frame. */
    static byte[] head(boolean last, int operation, long length) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream data = new DataOutputStream(bytes)) {
            data.writeByte((last ? FINAL : 0) | operation);
            if (length < MIDDLE_LENGTH) {
                data.writeByte(MASKED | (int) length);
            } else if (length <= MOST_OF_MIDDLE) {
                data.writeByte(MASKED | MIDDLE_LENGTH);
                data.writeShort((int) length);
            } else {
                data.writeByte(MASKED | LONG_LENGTH);
                data.writeLong(length);
            }
            data.write(MASK);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Waits until all of it is on its way. */
    void write(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    /** One byte; negative if the server has closed the connection. */
    int read() throws IOException {
        return socket.getInputStream().read();
    }

    /** One byte, if there is one still. */
    void readOrStop() {
        try {
            read();
        } catch (IOException e) {
            // Ends what reads again and again: the server has dropped this client.
            throw new UncheckedIOException(e);
        }
    }

    /** Reads until a text has come, or the server has closed the connection; gives what has been read. */
    String readTo(String end) throws IOException {
        StringBuilder text = new StringBuilder();
        while (text.indexOf(end) < 0) {
            int next = read();
            if (next < 0) {
                break;
            }
            text.append((char) next);
        }
        return text.toString();
    }

    /** The next message, of one frame; or that the server closes, and with which code. */
    String receive() throws IOException {
        DataInputStream in = new DataInputStream(socket.getInputStream());
        int first = in.readUnsignedByte();
        int length = in.readUnsignedByte();
        if (length == MIDDLE_LENGTH) {
            length = in.readUnsignedShort();
        }
        byte[] payload = in.readNBytes(length);
        if (first == CLOSE_FRAME) {
            return "closed " + Short.toUnsignedInt(ByteBuffer.wrap(payload).getShort());
        }
        assertThat(first).isEqualTo(FINAL | TEXT);
        return new String(payload, StandardCharsets.UTF_8);
    }

    /** Goes without a word, as a process that is killed; what it had not read makes the system reset the connection. */
    void vanish() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
