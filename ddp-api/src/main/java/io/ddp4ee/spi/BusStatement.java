package io.ddp4ee.spi;

import java.util.List;

/**
 * A native query for {@code EntityManager.createNativeQuery}, whose single result means nothing.
 *
 * @param sql with parameters {@code ?1}, {@code ?2}, ...
 * @param parameters their values
 */
public record BusStatement(String sql, List<String> parameters) {
    public BusStatement {
        parameters = List.copyOf(parameters);
    }
}
