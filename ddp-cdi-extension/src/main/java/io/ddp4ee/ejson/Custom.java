package io.ddp4ee.ejson;

import jakarta.annotation.Nullable;

/**
 * A value of a custom type: {@code $type} and {@code $value}. Equal to another of the same content, and never to a plain
 * object.
 *
 * @param type its name
 * @param json what it is in JSON, which is not EJSON even if it looks like it
 */
public record Custom(String type, @Nullable Object json) {}
