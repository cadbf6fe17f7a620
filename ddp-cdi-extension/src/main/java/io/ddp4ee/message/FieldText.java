package io.ddp4ee.message;

import java.util.Objects;

import io.ddp4ee.ejson.Ejson;
import io.ddp4ee.ejson.EjsonException;

/** Compares the values that two texts stand for. */
public final class FieldText {

    private static final Ejson EJSON = new Ejson();

    private FieldText() {}

    /** Scalars have one text each; only within an object may members stand in another order. */
    public static boolean equal(String one, String other) {
        return one.equals(other) || (mayHoldObject(one) && mayHoldObject(other) && equalValues(one, other));
    }

    private static boolean mayHoldObject(String text) {
        return text.indexOf('{') >= 0 && text.charAt(0) != '"';
    }

    private static boolean equalValues(String one, String other) {
        try {
            return Objects.equals(EJSON.parse(one), EJSON.parse(other));
        } catch (EjsonException e) {
            throw new IllegalStateException("A field's text is not ours: " + one + ", " + other, e);
        }
    }
}
