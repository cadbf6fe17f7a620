package io.ddp4ee.transport;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.function.IntSupplier;

/** Joins the parts of one binary message after the other, each of bounded size. */
public final class BinaryParts {

    private final IntSupplier most;
    private ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** @param most bytes of the message that comes now */
    public BinaryParts(IntSupplier most) {
        this.most = most;
    }

    /** @return whether there was room */
    public boolean add(ByteBuffer part) {
        if (bytes.size() + part.remaining() > most.getAsInt()) {
            return false;
        }
        byte[] copy = new byte[part.remaining()];
        part.get(copy);
        bytes.writeBytes(copy);
        return true;
    }

    /** What has been added since the last time. */
    public ByteBuffer take() {
        ByteBuffer whole = ByteBuffer.wrap(bytes.toByteArray());
        // Not reset: that would keep the room of the largest message for good.
        bytes = new ByteArrayOutputStream();
        return whole;
    }
}
