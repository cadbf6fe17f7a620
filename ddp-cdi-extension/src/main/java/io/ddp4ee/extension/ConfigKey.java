package io.ddp4ee.extension;

/** Every setting there is: its name, its default and what it is for. The documentation's table is made from this. */
public enum ConfigKey {
    PATH("ddp.path", "", "Where the endpoints are, within the context root; empty, or beginning with a slash."),
    CLUSTER(
            "ddp.cluster",
            "",
            "What tells the servers of this application from others in the same database. Empty: the name of the"
                    + " persistence unit, and the schema if it is not public."),
    CLUSTER_SECRET(
            "ddp.cluster.secret",
            "",
            "Authenticates what the servers tell each other; every server has the same. Empty: whoever may connect to the"
                    + " database can forge changes."),
    LISTEN_DATASOURCE(
            "ddp.listen.datasource",
            "",
            "JNDI name of the data source to listen through. Empty: that of the persistence unit."),
    LISTEN_URL(
            "ddp.listen.url",
            "",
            "JDBC URL of a direct connection to listen on, which is faster than one from a pool, and goes past poolers."
                    + " Empty: a connection is taken from the data source for good."),
    LISTEN_USER("ddp.listen.user", "", "User of the direct connection."),
    LISTEN_PASSWORD("ddp.listen.password", "", "Password of the direct connection."),
    LISTEN_SILENCE(
            "ddp.listen.silence",
            "PT10S",
            "After so long without a notification the server makes sure that they travel."),
    CAPTURE(
            "ddp.capture",
            "provider",
            "How changes are noticed: provider (through EclipseLink's or Hibernate's own events), or callbacks (through JPA"
                    + " entity callbacks, for which persistence.xml names META-INF/ddp-orm.xml)."),
    CAPTURE_MAX_ROWS(
            "ddp.capture.max-rows",
            "1000",
            "Of more rows of one entity in one transaction, only the entity is told to other servers."),
    QUERY_LINGER("ddp.query.linger", "PT10S", "How long a live query is kept after its last subscriber has left."),
    QUERY_RERUN_INTERVAL(
            "ddp.query.rerun-interval",
            "PT0.05S",
            "The least time between two runs of one live query, unless a method's caller waits for it."),
    QUERY_MAX_DOCUMENTS("ddp.query.max-documents", "20000", "Live queries with more documents are refused."),
    QUERY_MAX_BYTES("ddp.query.max-bytes", "67108864", "Live queries with larger results are refused."),
    QUERY_CONCURRENT_SNAPSHOTS(
            "ddp.query.concurrent-snapshots", "4", "How many transactions read for live queries at a time."),
    QUERY_INBOX_BYTES(
            "ddp.query.inbox-bytes",
            "67108864",
            "How much may be received and not yet worked off; of more, all live queries run again."),
    SESSION_MAX_MESSAGE("ddp.session.max-message", "1048576", "Characters in a client's message."),
    SESSION_MAX_INBOX("ddp.session.max-inbox", "1000", "Messages of a client that wait to be handled."),
    SESSION_MAX_INBOX_CHARS(
            "ddp.session.max-inbox-chars",
            "4194304",
            "Characters of a client's messages that wait to be handled; one message of the largest size always may."),
    SESSION_MAX_UNBLOCKED(
            "ddp.session.max-unblocked",
            "100",
            "Methods of a client that run beside its other messages at a time; further ones hold them up."),
    SESSION_MAX_OUTBOX("ddp.session.max-outbox", "33554432", "Characters that wait to be sent to a client."),
    SESSION_MAX_SUBSCRIPTIONS("ddp.session.max-subscriptions", "1000", "Subscriptions of a client at a time."),
    SESSION_SEND_TIMEOUT("ddp.session.send-timeout", "PT30S", "How long one message to a client may take."),
    SESSION_HEARTBEAT(
            "ddp.session.heartbeat",
            "PT15S",
            "After how long a silent client is asked whether it is there, and after how long without an answer it is dropped;"
                    + " PT0S for never."),
    THREADS("ddp.threads", "32", "How many methods and publications may run at a time.");

    private final String key;
    private final String defaultValue;
    private final String description;

    ConfigKey(String key, String defaultValue, String description) {
        this.key = key;
        this.defaultValue = defaultValue;
        this.description = description;
    }

    public String key() {
        return key;
    }

    public String defaultValue() {
        return defaultValue;
    }

    public String description() {
        return description;
    }
}
