package io.ddp4ee.listener;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import java.util.Set;

import io.ddp4ee.spi.BusCluster;

/** The connection to listen on: a direct one if its address is configured, else one that the pool misses from now on. */
final class ListenConnection implements AutoCloseable {

    private static final Logger LOG = System.getLogger(ListenConnection.class.getName());

    /** Since which version a session may be ended for being idle. */
    private static final int IDLE_SESSION_TIMEOUT_SINCE = 14;

    private final Connection connection;
    private final Driver driver;

    private ListenConnection(Connection connection, Driver driver) {
        this.connection = connection;
        this.driver = driver;
    }

    /** Connects, and listens to the cluster's channels. */
    static ListenConnection open(BusCluster cluster) throws SQLException {
        ListenConnection listening = cluster.url() == null ? pooled(cluster) : direct(cluster);
        try {
            listening.listen(cluster.channels());
            return listening;
        } catch (SQLException | RuntimeException e) {
            listening.discard();
            throw e;
        }
    }

    private static ListenConnection pooled(BusCluster cluster) throws SQLException {
        Connection connection = cluster.dataSource().getConnection();
        try {
            return new ListenConnection(connection, Driver.of(connection));
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    private static ListenConnection direct(BusCluster cluster) throws SQLException {
        Driver driver;
        try (Connection any = cluster.dataSource().getConnection()) {
            driver = Driver.of(any);
        }
        Properties properties = new Properties();
        properties.setProperty("ApplicationName", "ddp4ee " + cluster.name());
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("socketFactory", FastPollSocketFactory.class.getName());
        if (cluster.user() != null) {
            properties.setProperty("user", cluster.user());
        }
        if (cluster.password() != null) {
            properties.setProperty("password", cluster.password());
        }
        return new ListenConnection(driver.connect(cluster.url(), properties), driver);
    }

    private void listen(Set<String> channels) throws SQLException {
        // A session in a transaction receives nothing, and holds up what others send.
        connection.setAutoCommit(true);
        try (Statement statement = connection.createStatement()) {
            if (connection.getMetaData().getDatabaseMajorVersion() >= IDLE_SESSION_TIMEOUT_SINCE) {
                statement.execute("set idle_session_timeout = 0");
            }
            for (String channel : channels) {
                statement.execute("listen \"" + channel.replace("\"", "\"\"") + "\"");
            }
        }
    }

    List<Notification> await(int milliseconds) throws SQLException {
        return driver.await(connection, milliseconds);
    }

    /** Gives the connection back as it was. */
    @Override
    public void close() throws SQLException {
        try (Connection closing = connection;
                Statement statement = closing.createStatement()) {
            statement.execute("unlisten *");
        }
    }

    /** Ends a connection that may be broken, so that no pool gives it to anybody else. */
    void discard() {
        try (Connection closing = connection) {
            closing.abort(Runnable::run);
        } catch (SQLException | RuntimeException e) {
            LOG.log(Level.DEBUG, "A broken connection could not be closed", e);
        }
    }
}
