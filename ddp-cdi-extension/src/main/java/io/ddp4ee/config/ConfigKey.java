package io.ddp4ee.config;

/** Every setting there is: its name, its default and what it is for. The documentation's table is made from this. */
public enum ConfigKey {
    PATH(
            Kind.PATH,
            "ddp.path",
            "",
            "Where the endpoints are, within the context root; empty, or beginning with a slash."),
    CLUSTER(
            Kind.TEXT,
            "ddp.cluster",
            "",
            "What tells the servers of this application from others in the same database. Empty: the name of the"
                    + " persistence unit, and the schema if it is not public."),
    CLUSTER_SECRET(
            Kind.TEXT,
            "ddp.cluster.secret",
            "",
            "Authenticates what the servers tell each other; every server has the same. Empty: whoever may connect to the"
                    + " database can forge changes."),
    LISTEN_DATASOURCE(
            Kind.TEXT,
            "ddp.listen.datasource",
            "",
            "JNDI name of the data source to listen through. Empty: that of the persistence unit."),
    LISTEN_URL(
            Kind.TEXT,
            "ddp.listen.url",
            "",
            "JDBC URL of a direct connection to listen on, which is faster than one from a pool, and goes past poolers."
                    + " Empty: a connection is taken from the data source for good."),
    LISTEN_USER(Kind.TEXT, "ddp.listen.user", "", "User of the direct connection."),
    LISTEN_PASSWORD(Kind.TEXT, "ddp.listen.password", "", "Password of the direct connection."),
    LISTEN_SILENCE(
            Kind.DURATION,
            "ddp.listen.silence",
            "PT10S",
            "After so long without a notification the server makes sure that they travel."),
    CAPTURE(
            Kind.CAPTURE,
            "ddp.capture",
            "provider",
            "How changes are noticed: provider (through EclipseLink's or Hibernate's own events), or callbacks (through JPA"
                    + " entity callbacks, for which persistence.xml names META-INF/ddp-orm.xml)."),
    CAPTURE_MAX_ROWS(
            Kind.INT,
            "ddp.capture.max-rows",
            "1000",
            "Of more rows of one entity in one transaction, only the entity is told to other servers."),
    QUERY_LINGER(
            Kind.DURATION,
            "ddp.query.linger",
            "PT10S",
            "How long a live query is kept after its last subscriber has left."),
    QUERY_RERUN_INTERVAL(
            Kind.DURATION,
            "ddp.query.rerun-interval",
            "PT0.05S",
            "The least time between two runs of one live query, unless a method's caller waits for it."),
    QUERY_MAX_DOCUMENTS(Kind.INT, "ddp.query.max-documents", "20000", "Live queries with more documents are refused."),
    QUERY_MAX_BYTES(Kind.LONG, "ddp.query.max-bytes", "67108864", "Live queries with larger results are refused."),
    QUERY_CONCURRENT_SNAPSHOTS(
            Kind.INT, "ddp.query.concurrent-snapshots", "4", "How many transactions read for live queries at a time."),
    QUERY_INBOX_BYTES(
            Kind.LONG,
            "ddp.query.inbox-bytes",
            "67108864",
            "How much may be received and not yet worked off; of more, all live queries run again."),
    SESSION_MAX_MESSAGE(Kind.INT, "ddp.session.max-message", "1048576", "Characters in a client's message."),
    SESSION_MAX_ECHO(
            Kind.INT,
            "ddp.session.max-echo",
            "2000",
            "Characters of a message that cannot be understood that its client is shown of it."),
    SESSION_MAX_FIRST_MESSAGE(
            Kind.INT,
            "ddp.session.max-first-message",
            "16384",
            "Characters in a message of a client that has not connected."),
    SESSION_MAX_INBOX(
            Kind.INT,
            "ddp.session.max-inbox",
            "1000",
            "Messages of a client that wait to be handled; of more, its connection is closed with 1008."),
    SESSION_MAX_INBOX_CHARS(
            Kind.LONG,
            "ddp.session.max-inbox-chars",
            "4194304",
            "Characters of a client's messages that wait to be handled; one message of the largest size always"
                    + " may. Of more, its connection is closed with 1008."),
    SESSION_MAX_UNBLOCKED(
            Kind.INT,
            "ddp.session.max-unblocked",
            "100",
            "Methods and publications of a client that run beside its other messages at a time; further ones hold them"
                    + " up."),
    SESSION_MAX_OUTBOX(
            Kind.LONG,
            "ddp.session.max-outbox",
            "33554432",
            "Characters that wait to be sent to a client; each message counts for 64 more. If so much waits"
                    + " already, its connection is closed with 1013."),
    SESSION_MAX_SUBSCRIPTIONS(
            Kind.INT,
            "ddp.session.max-subscriptions",
            "1000",
            "Subscriptions of a client at a time; further ones are refused with the error too-many-subscriptions."),
    SESSION_SEND_TIMEOUT(
            Kind.DURATION,
            "ddp.session.send-timeout",
            "PT30S",
            "How long one message to a client may take; after that, its connection is closed with 1013."),
    SESSION_HEARTBEAT(
            Kind.DURATION,
            "ddp.session.heartbeat",
            "PT15S",
            "After how long a silent client is asked whether it is there, and after how long without an answer"
                    + " its connection is closed; PT0S for never."),
    SESSION_RESUME_GRACE(
            Kind.DURATION,
            "ddp.session.resume-grace",
            "PT15S",
            "How long a session waits for a client whose connection is lost, and that may go on with it on another; PT0S for"
                    + " not at all."),
    SESSION_RESUME_QUEUE(
            Kind.COUNT,
            "ddp.session.resume-queue",
            "100",
            "Messages that wait for such a client, of ddp.session.max-outbox characters; of more, it is given up."),
    SESSION_RESUME_REPLAY(
            Kind.COUNT,
            "ddp.session.resume-replay",
            "100",
            "Messages that are kept for each client after they were sent, as a lost connection may have lost them, up to 65536"
                    + " characters; 0 for none, as Meteor: then only one goes on that has received all."),
    PUBLICATION_STRATEGY(
            Kind.STRATEGY,
            "ddp.publication.strategy",
            "SERVER_MERGE",
            "What is remembered of the documents that a client has been sent, for collections that do not say so themselves:"
                    + " SERVER_MERGE, NO_MERGE_MULTI, NO_MERGE or NO_MERGE_NO_HISTORY."),
    SESSIONS_PER_ADDRESS(
            Kind.INT,
            "ddp.sessions-per-address",
            "10000",
            "Sessions of clients of one address at a time, also those that wait for their clients. Behind a proxy"
                    + " they all have the proxy's, unless ddp.forwarded-count is set."),
    ORIGINS(
            Kind.TEXT,
            "ddp.origins",
            "*",
            "Whose pages may connect, with commas between: origins as in https://example.org, same for that of the server, *"
                    + " for any. Pages of origins that are named may have SockJS's page for iframes in a frame."),
    FORWARDED_COUNT(
            Kind.COUNT,
            "ddp.forwarded-count",
            "0",
            "How many proxies there are between clients and the server. Of a client whose X-Forwarded-For has another number"
                    + " of entries, the address is not known."),
    SOCKJS_WEBSOCKET(
            Kind.BOOLEAN,
            "ddp.sockjs.websocket",
            "true",
            "Whether there are WebSockets; where a proxy does not let them through, clients need not try."),
    SOCKJS_STICKY(
            Kind.BOOLEAN,
            "ddp.sockjs.sticky",
            "false",
            "Whether requests of SockJS begin an HTTP session, so that a load balancer sends them all to one server by its"
                    + " cookie."),
    SOCKJS_HEARTBEAT(
            Kind.DURATION,
            "ddp.sockjs.heartbeat",
            "PT45S",
            "After how long a silence a client of SockJS is sent a frame; PT0S for never."),
    SOCKJS_DISCONNECT_DELAY(
            Kind.DURATION,
            "ddp.sockjs.disconnect-delay",
            "PT60S",
            "How long a client of SockJS over HTTP may take from one request to the next."),
    SOCKJS_CLIENT_URL(
            Kind.TEXT,
            "ddp.sockjs.client-url",
            "https://cdn.jsdelivr.net/npm/sockjs-client@1/dist/sockjs.min.js",
            "Where the page for iframe transports finds sockjs-client."),
    RATE_LIMITS(
            Kind.TEXT,
            "ddp.rate-limits",
            "",
            "How often clients may call and subscribe, besides what beans produce, such as: methods login, createUser: 5 per"
                    + " PT10S per address; subscriptions: 100 per PT1S per connection."),
    DEVELOPMENT(
            Kind.BOOLEAN,
            "ddp.development",
            "false",
            "Whether anybody may see what the application declares: ddp/schema.json and ddp/schema.d.ts, below the path."),
    SCHEMA_ROLE(
            Kind.TEXT,
            "ddp.schema.role",
            "",
            "Who may call the method schema, which answers what ddp/schema.json has. Empty: there is no such method."),
    LOGS_ROLE(
            Kind.TEXT,
            "ddp.logs.role",
            "",
            "Who may subscribe to ddp.logs, what the servers log. Empty: there is no such publication."),
    INSPECTION_ROLE(
            Kind.TEXT,
            "ddp.inspection.role",
            "",
            "Who may subscribe to ddp.inspection, what goes on in the server, which ddp/inspection.html shows. Empty: anybody in"
                    + " development, else nobody."),
    THREADS(Kind.INT, "ddp.threads", "32", "How many methods and publications may run at a time.");

    /** What values a setting may have. */
    enum Kind {
        TEXT,
        PATH,
        INT,
        LONG,
        DURATION,
        COUNT,
        BOOLEAN,
        CAPTURE,
        STRATEGY;

        /** @throws IllegalArgumentException if the value is wrong; the message says which and what it has to be */
        Object read(Config config, ConfigKey key) {
            return switch (this) {
                case TEXT -> config.get(key);
                case PATH -> config.getPath(key);
                case INT -> config.getInt(key);
                case LONG -> config.getLong(key);
                case DURATION -> config.getDuration(key);
                case STRATEGY -> config.getStrategy(key);
                case COUNT -> config.getCount(key);
                case BOOLEAN -> config.getBoolean(key);
                case CAPTURE -> config.getOneOf(key, "provider", "callbacks");
            };
        }
    }

    private final Kind kind;
    private final String key;
    private final String defaultValue;
    private final String description;

    ConfigKey(Kind kind, String key, String defaultValue, String description) {
        this.kind = kind;
        this.key = key;
        this.defaultValue = defaultValue;
        this.description = description;
    }

    Kind kind() {
        return kind;
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
