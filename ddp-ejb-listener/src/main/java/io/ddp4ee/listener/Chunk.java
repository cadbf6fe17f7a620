package io.ddp4ee.listener;

/**
 * A piece of what a transaction published in one channel: {@code transaction backend manifest index body}.
 *
 * @param backend the process that sent it, by the sender's word, which PostgreSQL confirms or not
 * @param index of the chunk within its channel
 */
record Chunk(String transaction, int backend, String manifest, int index, String body) {

    /** @throws IllegalArgumentException if the text is no chunk */
    static Chunk parse(String text) {
        String[] parts = text.split(" ", 5);
        if (parts.length != 5) {
            throw new IllegalArgumentException("No chunk");
        }
        return new Chunk(parts[0], Integer.parseInt(parts[1]), parts[2], Integer.parseInt(parts[3]), parts[4]);
    }

    String head() {
        return transaction + " " + backend + " " + manifest + " " + index + " ";
    }

    Payload payload() {
        return new Payload(Payload.CHUNK, head() + body);
    }
}
