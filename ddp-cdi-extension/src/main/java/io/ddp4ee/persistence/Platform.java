package io.ddp4ee.persistence;

/** Which parts of the platform the server has, of those that it may lack. */
public final class Platform {

    /** Jakarta Bean Validation. */
    public static final boolean HAS_VALIDATION = has("jakarta.validation.ConstraintViolationException");

    private Platform() {}

    private static boolean has(String className) {
        try {
            Class.forName(className, false, Platform.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
