package io.ddp4ee.test;

import java.util.List;

/** How messages stand in frames. */
enum Framing {
    RAW {
        @Override
        String frame(String message) {
            return message;
        }

        @Override
        List<String> messages(String frame) {
            return List.of(frame);
        }
    },

    SOCKJS {
        @Override
        String frame(String message) {
            return Ejson.print(List.of(message));
        }

        @Override
        List<String> messages(String frame) {
            return frame.startsWith("a")
                    ? Ejson.list(frame.substring(1)).stream()
                            .map(String.class::cast)
                            .toList()
                    : List.of();
        }
    };

    abstract String frame(String message);

    abstract List<String> messages(String frame);
}
