package io.ddp4ee.transport;

import java.util.List;

/** A frame is a message. */
final class RawFraming implements Framing {

    @Override
    public String opening() {
        return null;
    }

    @Override
    public String frame(String message) {
        return message;
    }

    @Override
    public String heartbeat() {
        return null;
    }

    @Override
    public String closing(int code, String reason) {
        return null;
    }

    @Override
    public int room(int message) {
        return message;
    }

    @Override
    public List<String> messages(String frame) {
        return List.of(frame);
    }
}
