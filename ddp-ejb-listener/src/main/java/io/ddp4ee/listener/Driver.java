package io.ddp4ee.listener;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * The PostgreSQL driver, by reflection: it may stand where the application cannot see its classes, in a library of the
 * server. Any value of a type that JDBC does not know is an object of the driver, and so shows the driver's class loader.
 */
final class Driver {

    private static final String CONNECTION = "org.postgresql.PGConnection";
    private static final String NOTIFICATION = "org.postgresql.PGNotification";
    private static final String DRIVER = "org.postgresql.Driver";

    private final ClassLoader loader;
    private final Class<?> connectionType;
    private final Method getNotifications;
    private final Method getName;
    private final Method getParameter;
    private final Method getPid;

    private Driver(ClassLoader loader) throws SQLException {
        this.loader = loader;
        try {
            connectionType = Class.forName(CONNECTION, false, loader);
            Class<?> notification = Class.forName(NOTIFICATION, false, loader);
            getNotifications = connectionType.getMethod("getNotifications", int.class);
            getName = notification.getMethod("getName");
            getParameter = notification.getMethod("getParameter");
            getPid = notification.getMethod("getPID");
        } catch (ReflectiveOperationException e) {
            throw new SQLException("The driver is not PostgreSQL's (org.postgresql:postgresql)", e);
        }
    }

    /** The driver of a connection, whoever wraps it. */
    static Driver of(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select cast('{}' as json)")) {
            row.next();
            return new Driver(row.getObject(1).getClass().getClassLoader());
        }
    }

    /** A connection that no pool knows. */
    Connection connect(String url, Properties properties) throws SQLException {
        try {
            java.sql.Driver driver = Class.forName(DRIVER, true, loader)
                    .asSubclass(java.sql.Driver.class)
                    .getConstructor()
                    .newInstance();
            Connection connection = driver.connect(url, properties);
            if (connection == null) {
                throw new SQLException(
                        "ddp.listen.url is no URL of the PostgreSQL driver: " + url.replaceFirst("\\?.*", ""));
            }
            return connection;
        } catch (ReflectiveOperationException e) {
            throw new SQLException("The PostgreSQL driver cannot be loaded", e);
        }
    }

    /** Waits for notifications, as long as the timeout says. */
    List<Notification> await(Connection connection, int milliseconds) throws SQLException {
        try {
            Object[] received = (Object[]) getNotifications.invoke(connection.unwrap(connectionType), milliseconds);
            List<Notification> notifications = new ArrayList<>();
            if (received != null) {
                for (Object one : received) {
                    notifications.add(new Notification(
                            (String) getName.invoke(one), (String) getParameter.invoke(one), (int) getPid.invoke(one)));
                }
            }
            return notifications;
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof SQLException sql) {
                throw sql;
            }
            throw new SQLException("Notifications cannot be read", e.getCause());
        } catch (IllegalAccessException e) {
            throw new SQLException("Notifications cannot be read", e);
        }
    }
}
