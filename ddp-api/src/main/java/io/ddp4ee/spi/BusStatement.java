package io.ddp4ee.spi;

import java.util.List;

/**
 * A native query for {@code EntityManager.createNativeQuery}, whose single result means nothing.
 *
 * <pre>{@code
 * new BusStatement("select pg_notify(?1, ?2)", List.of("ddp_shop", text));
 * }</pre>
 *
 * @param sql with parameters {@code ?1}, {@code ?2}, ...
 * @param parameters their values
 */
public record BusStatement(String sql, List<String> parameters) {
    /** A statement; the parameters are copied. */
    public BusStatement {
        parameters = List.copyOf(parameters);
    }
}
