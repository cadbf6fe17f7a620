package io.ddp4ee.spi;

import java.time.Duration;
import java.util.Set;
import javax.sql.DataSource;

import jakarta.annotation.Nullable;

/**
 * Which servers belong together, and how to listen to them. An immutable value.
 *
 * <pre>{@code
 * new BusCluster("shop", Set.of("ddp_shop"), secret, dataSource, null, null, null, Duration.ofSeconds(10));
 * }</pre>
 *
 * @param name what the messages of this cluster are told apart by from others in the same database
 * @param channels where this server listens; the first is also the bus's own
 * @param secret what messages are authenticated with; every server of the cluster has the same
 * @param dataSource where to take a connection to listen on if no address is given
 * @param url the JDBC URL of a direct connection to listen on; null to use the data source
 * @param user for the direct connection
 * @param password for the direct connection
 * @param silence after so long without a message the bus makes sure that messages still travel
 */
public record BusCluster(
        String name,
        Set<String> channels,
        String secret,
        DataSource dataSource,
        @Nullable String url,
        @Nullable String user,
        @Nullable String password,
        Duration silence) {

    /** The secret and the password are not printed, nor the parameters of the URL, which may have another password. */
    @Override
    public String toString() {
        String address = url == null ? null : url.replaceFirst("\\?.*", "");
        return "BusCluster[name=" + name + ", channels=" + channels + ", url=" + address + ", user=" + user + "]";
    }
}
