package io.ddp4ee.transport;

import java.util.List;

import io.ddp4ee.ejson.EjsonException;
import io.ddp4ee.ejson.Json;

/** SockJS: {@code o}, {@code a["message"]}, {@code c[code,"reason"]}; clients send {@code ["message", ...]}. */
final class SockJsFraming implements Framing {

    /** Brackets and quotes. */
    private static final int AROUND = 4;

    private final Json json = new Json();

    @Override
    public String opening() {
        return SockJsText.OPEN;
    }

    @Override
    public String frame(String message) {
        return SockJsText.messages(List.of(message));
    }

    @Override
    public String heartbeat() {
        return SockJsText.HEARTBEAT;
    }

    @Override
    public String closing(int code, String reason) {
        return SockJsText.close(code, reason);
    }

    /** Each quote of a message has a backslash there; more than every second character is none. */
    @Override
    public int room(int message) {
        return (int) Math.min(2L * message + AROUND, Integer.MAX_VALUE);
    }

    @Override
    public List<String> messages(String frame) throws BrokenFramingException {
        if (frame.isEmpty()) {
            return List.of();
        }
        try {
            Object value = json.parse(frame);
            if (value instanceof String message) {
                return List.of(message);
            }
            if (value instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
                return list.stream().map(String.class::cast).toList();
            }
            throw new BrokenFramingException();
        } catch (EjsonException e) {
            throw new BrokenFramingException();
        }
    }
}
