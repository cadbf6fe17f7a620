package io.ddp4ee.listener;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import javax.net.SocketFactory;

/**
 * Sockets for the driver's connection to listen on. After each notification the driver looks for another by a read with a
 * timeout of 1 ms; that read waits, and under load the driver returns nothing before a millisecond was silent. On these
 * sockets such a read does not wait. Named by the driver property {@code socketFactory}.
 */
public final class FastPollSocketFactory extends SocketFactory {

    @Override
    public Socket createSocket() {
        return new FastPollSocket();
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return connected(new java.net.InetSocketAddress(host, port), null);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
        return connected(new java.net.InetSocketAddress(host, port), new java.net.InetSocketAddress(local, localPort));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return connected(new java.net.InetSocketAddress(host, port), null);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
        return connected(new java.net.InetSocketAddress(host, port), new java.net.InetSocketAddress(local, localPort));
    }

    private static Socket connected(java.net.SocketAddress remote, java.net.SocketAddress local) throws IOException {
        Socket socket = new FastPollSocket();
        if (local != null) {
            socket.bind(local);
        }
        socket.connect(remote);
        return socket;
    }

    private static final class FastPollSocket extends Socket {

        private static final int POLL_TIMEOUT = 1;

        @Override
        public InputStream getInputStream() throws IOException {
            return new FilterInputStream(super.getInputStream()) {
                @Override
                public int read() throws IOException {
                    throwIfPolledInVain();
                    return super.read();
                }

                @Override
                public int read(byte[] bytes, int offset, int length) throws IOException {
                    throwIfPolledInVain();
                    return super.read(bytes, offset, length);
                }

                private void throwIfPolledInVain() throws IOException {
                    if (getSoTimeout() == POLL_TIMEOUT && available() == 0) {
                        throw new SocketTimeoutException("Nothing to read");
                    }
                }
            };
        }
    }
}
