package io.ddp4ee.persistence;

import java.util.List;

/**
 * One column of a key, or of what documents are known by in its place.
 *
 * @param path from the entity to the value, through embedded ids and entities that are part of the key
 * @param members from an instance of the key class to the value; empty if the key is the value
 * @param type of the value
 */
public record KeyPart(List<String> path, List<String> members, Class<?> type) {

    public KeyPart {
        path = List.copyOf(path);
        members = List.copyOf(members);
    }
}
