package io.ddp4ee.matching.jpa;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.StringJoiner;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.ddp4ee.matching.value.Arithmetic;
import io.ddp4ee.matching.value.SqlType;

import static org.assertj.core.api.Assertions.assertThat;

/** Decimals of all sizes: every digit must be PostgreSQL's. */
class ArithmeticOracleTest {

    private static final int PAIRS = 2_000;

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    @ParameterizedTest
    @CsvSource({"ADD,+", "SUBTRACT,-", "MULTIPLY,*", "DIVIDE,/"})
    void decimals_areCalculatedAsPostgresDoes(Arithmetic operation, String operator) {
        List<BigDecimal[]> pairs = new ArrayList<>();
        StringJoiner values = new StringJoiner(", ");
        for (int i = 0; i < PAIRS; i++) {
            BigDecimal left = decimal();
            BigDecimal right = decimal();
            if (right.signum() != 0) {
                values.add("(" + pairs.size() + ", " + left.toPlainString() + ", " + right.toPlainString() + ")");
                pairs.add(new BigDecimal[] {left, right});
            }
        }
        String sql = "select string_agg(cast(cast(v.a as numeric) " + operator
                + " cast(v.b as numeric) as text), ',' order by v.n) from (values " + values + ") as v(n, a, b)";
        String[] found =
                ((String) WarehouseDatabase.HIBERNATE_C.read(rows -> rows.nativeRow(sql, List.of()))[0]).split(",");

        for (int i = 0; i < found.length; i++) {
            BigDecimal[] pair = pairs.get(i);
            assertThat(operation.apply(SqlType.NUMERIC, pair[0], pair[1]))
                    .as("seed " + seed + ": " + pair[0] + " " + operator + " " + pair[1])
                    .isEqualTo(new BigDecimal(found[i]));
        }
        assertThat(found).hasSizeGreaterThan(PAIRS / 2);
    }

    private BigDecimal decimal() {
        BigInteger digits = new BigInteger(1 + random.nextInt(random.nextBoolean() ? 8 : 120), random);
        int scale = random.nextInt(random.nextBoolean() ? 4 : 40);
        BigDecimal decimal = new BigDecimal(random.nextBoolean() ? digits : digits.negate(), scale);
        return random.nextInt(4) == 0 ? decimal.multiply(BigDecimal.TEN.pow(random.nextInt(12))) : decimal;
    }
}
