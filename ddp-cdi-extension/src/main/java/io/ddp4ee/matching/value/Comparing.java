package io.ddp4ee.matching.value;

import java.math.BigDecimal;
import java.util.UUID;

/** The order of values, in which what is equal is what the database finds equal. */
public final class Comparing {

    private Comparing() {}

    /** Of two types that compare. */
    public static int compare(Object left, SqlType leftType, Object right, SqlType rightType) {
        if (leftType.isFloat() || rightType.isFloat()) {
            return floats(Numbers.toDouble(left), Numbers.toDouble(right));
        }
        if (leftType == SqlType.NUMERIC || rightType == SqlType.NUMERIC) {
            BigDecimal decimal = (BigDecimal) Numbers.cast(left, leftType, SqlType.NUMERIC);
            return decimal.compareTo((BigDecimal) Numbers.cast(right, rightType, SqlType.NUMERIC));
        }
        if (leftType == SqlType.TEXT) {
            return texts((String) left, (String) right);
        }
        return leftType == SqlType.UUID ? uuids((UUID) left, (UUID) right) : others(left, right);
    }

    /** Not a number is equal to itself, and more than any; the two zeros are equal. */
    private static int floats(double left, double right) {
        if (left == right) {
            return 0;
        }
        return Double.compare(left, right);
    }

    /** By code points, which is the order of their bytes in UTF-8, but not that of the characters of Java. */
    private static int texts(String left, String right) {
        int end = Math.min(left.length(), right.length());
        for (int i = 0; i < end; i++) {
            char one = left.charAt(i);
            char other = right.charAt(i);
            if (one != other) {
                boolean isHigher = Character.isSurrogate(one) != Character.isSurrogate(other);
                return isHigher ? (Character.isSurrogate(one) ? 1 : -1) : Character.compare(one, other);
            }
        }
        return Integer.compare(left.length(), right.length());
    }

    /** By their bytes, which have no sign. */
    private static int uuids(UUID left, UUID right) {
        int high = Long.compareUnsigned(left.getMostSignificantBits(), right.getMostSignificantBits());
        return high != 0 ? high : Long.compareUnsigned(left.getLeastSignificantBits(), right.getLeastSignificantBits());
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static int others(Object left, Object right) {
        return ((Comparable) left).compareTo(right);
    }
}
