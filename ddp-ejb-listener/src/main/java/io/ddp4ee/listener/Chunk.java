package io.ddp4ee.listener;

/**
 * A piece of what a transaction published in one channel: {@code transaction publication manifest index body}.
 *
 * @param publication tells apart what one transaction publishes at several times
 * @param index of the chunk within its channel
 */
record Chunk(long transaction, String publication, String manifest, int index, String body) {

    /** @throws IllegalArgumentException if the text is no chunk */
    static Chunk parse(String text) {
        String[] parts = text.split(" ", 5);
        if (parts.length != 5) {
            throw new IllegalArgumentException("No chunk");
        }
        return new Chunk(Long.parseLong(parts[0]), parts[1], parts[2], Integer.parseInt(parts[3]), parts[4]);
    }

    /** What it is a piece of. */
    Publication of() {
        return new Publication(transaction, publication);
    }

    String head() {
        return transaction + " " + publication + " " + manifest + " " + index + " ";
    }

    Payload payload(int backend) {
        return new Payload(Payload.CHUNK, backend, head() + body);
    }
}
