package io.ddp4ee.listener;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;

/**
 * A socket for a driver that reads notifications. After each notification the driver looks for another by a read with a
 * timeout of 1 ms, and hands on nothing before such a read was in vain.
 *
 * <ul>
 *   <li>That read does not wait here: else the driver would return nothing before a millisecond was silent.
 *   <li>It is in vain after so many bytes, whatever there is: else the driver would gather a stream without a gap for ever.
 *       What it has read ahead has to be complete by then, so shortly before it is given single bytes.
 *   <li>A timeout is for the first byte. After it, and where the driver asks for none, the limit is the same: a record of TLS
 *       is not torn apart, and a peer that has gone in the midst of a message is noticed.
 * </ul>
 */
final class FastPollSocket extends Socket {

    private static final int POLL_TIMEOUT = 1;
    private static final int LONGEST_TIMEOUT = 10_000;

    /** Bytes that are handed on at once. */
    private static final int BUDGET = 1 << 20;

    /** Within these the driver must have come to the end of a message; if not, it does not see these bytes but decrypted ones. */
    private static final int MOST_SINGLE_BYTES = 1 << 15;

    private volatile int timeout;

    /** Whether a byte has come since the timeout was set. */
    private boolean begun = true;

    private int budget = BUDGET;

    @Override
    public void connect(SocketAddress endpoint, int milliseconds) throws IOException {
        super.connect(endpoint, milliseconds);
        setSoTimeout(0);
    }

    @Override
    public synchronized void setSoTimeout(int milliseconds) throws SocketException {
        super.setSoTimeout(milliseconds == 0 ? LONGEST_TIMEOUT : milliseconds);
        timeout = milliseconds;
        begun = milliseconds == 0;
        if (milliseconds > POLL_TIMEOUT) {
            budget = BUDGET;
        }
    }

    @Override
    public synchronized int getSoTimeout() {
        return timeout;
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new Input(super.getInputStream());
    }

    private final class Input extends FilterInputStream {

        Input(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (!begun && timeout == POLL_TIMEOUT && available() == 0) {
                throw new SocketTimeoutException("Nothing to read");
            }
            try {
                int read = super.read(bytes, offset, budget > 0 ? length : Math.min(1, length));
                spend(read);
                begin();
                return read;
            } catch (SocketTimeoutException e) {
                // The driver takes a timeout for the absence of a message, even in the midst of one.
                throw begun ? new IOException("The database has been silent within a message", e) : e;
            }
        }

        @Override
        public int available() throws IOException {
            return budget > 0 ? super.available() : 0;
        }

        private void begin() throws SocketException {
            if (!begun) {
                begun = true;
                FastPollSocket.super.setSoTimeout(LONGEST_TIMEOUT);
            }
        }

        private void spend(int bytes) {
            budget -= bytes;
            if (budget < -MOST_SINGLE_BYTES) {
                budget = BUDGET;
            }
        }
    }
}
