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
    private final Watch watch;
    private boolean autoCommit = true;

    private ListenConnection(Connection connection, Driver driver, Watch watch) {
        this.connection = connection;
        this.driver = driver;
        this.watch = watch;
    }

    /** Connects, and listens to the cluster's channels. */
    static ListenConnection open(BusCluster cluster, Watch watch) throws SQLException {
        ListenConnection listening = cluster.url() == null ? pooled(cluster, watch) : direct(cluster, watch);
        try {
            listening.listen(cluster.channels());
            return listening;
        } catch (SQLException | RuntimeException e) {
            listening.discard();
            throw e;
        } finally {
            watch.end();
        }
    }

    private static ListenConnection pooled(BusCluster cluster, Watch watch) throws SQLException {
        Connection connection = cluster.dataSource().getConnection();
        try {
            return new ListenConnection(connection, driverOf(connection, watch), watch);
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    private static ListenConnection direct(BusCluster cluster, Watch watch) throws SQLException {
        Driver driver;
        try (Connection any = cluster.dataSource().getConnection()) {
            driver = driverOf(any, watch);
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
        return new ListenConnection(driver.connect(cluster.url(), properties), driver, watch);
    }

    private static Driver driverOf(Connection connection, Watch watch) throws SQLException {
        watch.begin(connection);
        try {
            return Driver.of(connection);
        } finally {
            watch.end();
        }
    }

    private void listen(Set<String> channels) throws SQLException {
        watch.begin(connection);
        // A session in a transaction receives nothing, and holds up what others send.
        autoCommit = connection.getAutoCommit();
        connection.setAutoCommit(true);
        try (Statement statement = connection.createStatement()) {
            if (hasIdleSessionTimeout()) {
                statement.execute("set idle_session_timeout = 0");
            }
            for (String channel : channels) {
                watch.begin(connection);
                statement.execute("listen \"" + channel.replace("\"", "\"\"") + "\"");
            }
        }
    }

    private boolean hasIdleSessionTimeout() throws SQLException {
        return connection.getMetaData().getDatabaseMajorVersion() >= IDLE_SESSION_TIMEOUT_SINCE;
    }

    List<Notification> await(int milliseconds) throws SQLException {
        watch.begin(connection);
        try {
            return driver.await(connection, milliseconds);
        } finally {
            watch.end();
        }
    }

    /** Gives the connection back as it was; what cannot be given back so is ended. */
    @Override
    public void close() {
        watch.begin(connection);
        try (Statement statement = connection.createStatement()) {
            statement.execute("unlisten *");
            if (hasIdleSessionTimeout()) {
                statement.execute("reset idle_session_timeout");
            }
            connection.setAutoCommit(autoCommit);
            connection.close();
        } catch (SQLException | RuntimeException e) {
            LOG.log(Level.DEBUG, "A connection could not be given back", e);
            discard();
        } finally {
            watch.end();
        }
    }

    /** Ends a connection that may be broken, so that no pool gives it to anybody else. */
    void discard() {
        Watch.abort(connection);
        try {
            connection.close();
        } catch (SQLException | RuntimeException e) {
            LOG.log(Level.DEBUG, "A broken connection could not be closed", e);
        }
    }
}
