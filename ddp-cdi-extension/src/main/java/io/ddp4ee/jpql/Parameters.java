package io.ddp4ee.jpql;

import java.util.ArrayList;
import java.util.List;

import jakarta.annotation.Nullable;

/** The parameters of a query under construction, each use with a number of its own. */
public final class Parameters {

    /** The number of {@code :userId}. */
    public static final int USER_ID = 0;

    /**
     * One use of a parameter.
     *
     * @param condition which of the query's conditions uses it
     * @param number its number there, or {@link #USER_ID}
     * @param type what it is compared with, if that is a key that we put there; else the provider knows
     */
    public record Use(int condition, int number, @Nullable Class<?> type) {}

    private final List<Use> uses = new ArrayList<>();
    private int condition;

    /** What follows is another condition, with a numbering of its own. */
    public void nextCondition() {
        condition++;
    }

    String use(String parameter, Class<?> type) {
        uses.add(new Use(condition, number(parameter), type));
        return "?" + uses.size();
    }

    private static int number(String parameter) {
        if (parameter.equals(":userId")) {
            return USER_ID;
        }
        try {
            int number = Integer.parseInt(parameter.substring(1));
            if (parameter.charAt(0) == '?' && number > 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new JpqlException("the parameter " + parameter + " is neither ?n nor :userId", e);
        }
        throw new JpqlException("the parameter " + parameter + " is neither ?n nor :userId");
    }

    /** In the order of their new numbers, which begin with 1. */
    public List<Use> uses() {
        return List.copyOf(uses);
    }
}
