package io.ddp4ee.ejson;

import java.util.List;
import java.util.Objects;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** Java's equality of values is EJSON's of what they stand for. */
class EqualsTest {

    static List<Arguments> pairs() {
        return List.of(
                arguments("{\"$InfNaN\":0}", "{\"$InfNaN\":0}", true),
                arguments("{\"$InfNaN\":1}", "{\"$InfNaN\":-1}", false),
                arguments("1", "1.0", true),
                arguments("0", "-0", true),
                arguments("1", "\"1\"", false),
                arguments("1", "true", false),
                arguments("0", "null", false),
                arguments("{\"$date\":5}", "{\"$date\":5.9}", true),
                arguments("{\"$date\":5}", "{\"$date\":6}", false),
                arguments("{\"$date\":5}", "5", false),
                arguments("{\"$date\":5}", "{\"$escape\":{\"$date\":5}}", false),
                arguments("{\"$binary\":\"AQID\"}", "{\"$binary\":\"AQID\"}", true),
                arguments("{\"$binary\":\"AQID\"}", "{\"$binary\":\"AQIE\"}", false),
                arguments("{\"$binary\":\"AQ==\"}", "[1]", false),
                arguments(
                        "{\"$type\":\"a\",\"$value\":{\"x\":1,\"y\":2}}",
                        "{\"$type\":\"a\",\"$value\":{\"y\":2,\"x\":1.0}}",
                        true),
                arguments("{\"$type\":\"a\",\"$value\":1}", "{\"$type\":\"b\",\"$value\":1}", false),
                arguments("{\"$type\":\"a\",\"$value\":1}", "{\"$type\":\"a\",\"$value\":2}", false),
                arguments("{\"$type\":\"a\",\"$value\":1}", "{\"$escape\":{\"$type\":\"a\",\"$value\":1}}", false),
                arguments("{\"a\":1,\"b\":2}", "{\"b\":2,\"a\":1}", true),
                arguments("{\"a\":{\"b\":[1,{}]}}", "{\"a\":{\"b\":[1,{}]}}", true),
                arguments("{\"a\":1}", "{\"a\":1,\"b\":null}", false),
                arguments("{\"0\":1}", "[1]", false),
                arguments("[1,2]", "[2,1]", false),
                arguments("[1]", "[1,null]", false),
                arguments("[]", "{}", false),
                arguments(
                        "{\"$regexp\":\"a/b\",\"$flags\":\"ig\"}",
                        "{\"$regexp\":\"a\\\\/b\",\"$flags\":\"gi\"}",
                        true));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void pair_isEqualOrNot(String one, String other, boolean equal) throws EjsonException {
        Object left = new Ejson().parse(one);
        Object right = new Ejson().parse(other);

        assertThat(Objects.equals(left, right)).isEqualTo(equal);
        assertThat(Objects.equals(right, left)).isEqualTo(equal);
    }
}
