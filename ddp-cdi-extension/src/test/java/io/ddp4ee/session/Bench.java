package io.ddp4ee.session;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import io.ddp4ee.DdpException;
import io.ddp4ee.DdpSession;
import io.ddp4ee.LiveDocuments;
import io.ddp4ee.LiveQuery;
import io.ddp4ee.PublicationHandler;
import io.ddp4ee.PublicationStrategy;
import io.ddp4ee.RateLimit;
import io.ddp4ee.UserRoles;
import io.ddp4ee.binding.EjsonJsonb;
import io.ddp4ee.binding.ResultWriter;
import io.ddp4ee.limit.RateLimiter;
import io.ddp4ee.memory.LiveMemory;
import io.ddp4ee.message.MessageReader;
import io.ddp4ee.message.Outgoing;
import io.ddp4ee.method.ErrorTranslator;
import io.ddp4ee.method.MethodDefinition;
import io.ddp4ee.method.Methods;
import io.ddp4ee.method.WriteFences;
import io.ddp4ee.publication.Production;
import io.ddp4ee.publication.PublicationDefinition;
import io.ddp4ee.publication.Publications;
import io.ddp4ee.query.DocumentQuery;
import io.ddp4ee.query.LiveQueries;
import io.ddp4ee.query.QueryLimits;
import io.ddp4ee.query.Timer;
import io.ddp4ee.random.RandomIds;
import io.ddp4ee.security.Access;
import io.ddp4ee.session.SimulatedDatabase.CategoryQuery;
import io.ddp4ee.session.SimulatedDatabase.Part;

/** One session over the whole engine, whose threads the test runs by hand. */
final class Bench {

    static final Resumption NO_RESUMPTION = new Resumption(Duration.ZERO, 0, 0, 0);
    static final Handshake HANDSHAKE = new Handshake(URI.create("/"), Map.of(), "", null, Set.of());

    /** By the application. */
    UserRoles roles = userId -> Set.of();

    final Tasks workers = new Tasks();
    final Tasks finishers = new Tasks();
    final Tasks pool = new Tasks();
    final Tasks readers = new Tasks();
    final Tasks timer = new Tasks();
    final Tasks graces = new Tasks();
    final Tasks questions = new Tasks();
    final Tasks lastWords = new Tasks();
    final RecordingConnection client = new RecordingConnection();
    final SimulatedDatabase database = new SimulatedDatabase(() -> this.meanwhile.run(), new ArrayList<>());
    final LiveQueries queries =
            new LiveQueries(database, pool, readers, clock(), new QueryLimits(2, Duration.ZERO, Duration.ZERO, 20_000));
    final WriteFences fences = new WriteFences();
    final FieldsWriter fields = new FieldsWriter(new ResultWriter(EjsonJsonb.create()));
    final LiveMemory memory = new LiveMemory(pool, fields::write, fences::wrote);
    final List<String> events = Collections.synchronizedList(new ArrayList<>());
    final Map<String, PublicationDefinition> publications = new LinkedHashMap<>();
    final Map<String, PublicationStrategy> strategies = new LinkedHashMap<>();
    final Map<String, MethodDefinition> methods = new LinkedHashMap<>();
    /** Done whenever something is read: before, and when it has been. */
    Runnable meanwhile = () -> {};

    private long nanoTime;
    private Duration lastDelay;
    final List<RateLimit> rateLimits = new ArrayList<>();
    Function<Throwable, Optional<DdpException>> mapper = e -> Optional.empty();
    SessionLimits limits =
            new SessionLimits(1000, 1000, 2, 1_000_000, 1000, Duration.ofHours(1), Duration.ZERO, NO_RESUMPTION);

    int perAddress = Integer.MAX_VALUE;

    /** A publication of one query over a category, which is its parameter. */
    void publishCategories(String name) {
        publish(name, false, new Production(List.of(LiveQuery.of(Object.class)), List.of(), () -> {}));
    }

    void publish(String name, PublicationHandler... handlers) {
        publish(name, false, new Production(List.of(), List.of(handlers), () -> {}));
    }

    void publish(String name, LiveDocuments... documents) {
        publish(name, false, new Production(List.of(), List.of(documents), List.of(), () -> {}));
    }

    void publish(String name, boolean universal, Production production) {
        publications.put(
                name,
                new PublicationDefinition(
                        name, universal, false, "here", Access.EVERYBODY, (session, parameters) -> production));
    }

    void serve(String name, boolean unblock, MethodDefinition.Target target) {
        methods.put(name, new MethodDefinition(name, unblock, "here", Access.EVERYBODY, target));
    }

    private SessionServices services(SessionThreads threads, LiveMemory memory) {
        ResultWriter results = fields.results();
        return new SessionServices(
                new MessageReader(),
                new Publications(publications),
                new Methods(methods),
                (wanted, parameters, userId) ->
                        wanted.isEmpty() ? Map.of() : Map.of(queries, wanted(parameters, userId)),
                memory,
                collection -> strategies.getOrDefault(collection, PublicationStrategy.SERVER_MERGE),
                fences,
                new ErrorTranslator(e -> mapper.apply(e), results),
                results,
                new SessionEvents() {
                    @Override
                    public void opened(DdpSession session) {
                        events.add("opened");
                    }

                    @Override
                    public void closed(DdpSession session) {
                        events.add("closed");
                    }
                },
                roles,
                limits,
                new RateLimiter(rateLimits, () -> nanoTime),
                new RandomIds(),
                threads);
    }

    /** Of the categories that are asked for, or that the user is; without any, of all. */
    private static List<DocumentQuery> wanted(List<Object> parameters, String userId) {
        List<DocumentQuery> wanted = new ArrayList<>();
        List<Object> categories = parameters.isEmpty() ? List.of("*") : parameters;
        categories.forEach(category -> wanted.add(new CategoryQuery(
                category.equals(":userId") ? String.valueOf(userId) : (String) category, true, false, Part.ALL)));
        return wanted;
    }

    /** A session whose client has said nothing. */
    Link open() {
        return sessions().open(client, HANDSHAKE);
    }

    Sessions sessions() {
        return new Sessions(services(new SessionThreads(workers, finishers, pool), memory), clock(), perAddress);
    }

    /** Those whose threads run by themselves; without live queries. */
    Sessions sessions(SessionThreads threads) {
        LiveMemory own = new LiveMemory(threads.pool(), fields::write, fences::wrote);
        return new Sessions(services(threads, own), clock(), perAddress);
    }

    /** Stands still unless the test lets time pass: with a real one, a read that takes long would let its query rest. */
    private Timer clock() {
        return new Timer() {
            @Override
            public long nanoTime() {
                return nanoTime;
            }

            @Override
            public void after(Duration delay, Runnable task) {
                if (!limits.resumption().grace().isZero()
                        && delay.equals(limits.resumption().grace())) {
                    graces.execute(task);
                } else if (delay.equals(Inquiry.PATIENCE)) {
                    questions.execute(task);
                } else if (delay.equals(Ending.LAST_WORDS)) {
                    lastWords.execute(task);
                } else {
                    lastDelay = delay;
                    timer.execute(task);
                }
            }
        };
    }

    /** Lets the time pass that the server waits for. */
    void passRound() {
        nanoTime += lastDelay.toNanos();
        timer.runOne();
        settle();
    }

    /** Lets the time pass that the server waits for a client that is away. */
    void passGrace() {
        graces.runOne();
        settle();
    }

    /** Lets the time pass that a client is given to show that its connection lives. */
    void passPatience() {
        questions.runOne();
        settle();
    }

    /** Lets the time pass in which a client takes what it was told before its session was closed. */
    void passLastWords() {
        lastWords.runOne();
        settle();
    }

    /** A session whose client is connected. */
    Link connect() {
        Link session = open();
        session.receive("{\"msg\":\"connect\",\"version\":\"1\",\"support\":[\"1\"]}");
        settle();
        client.sent().clear();
        return session;
    }

    static Outgoing message(String text) {
        return new Outgoing(text, Outgoing.Kind.DATA, null);
    }

    static String sub(String id, String name, String parameters) {
        return "{\"msg\":\"sub\",\"id\":\"" + id + "\",\"name\":\"" + name + "\",\"params\":[" + parameters + "]}";
    }

    static String call(String id, String name) {
        return "{\"msg\":\"method\",\"id\":\"" + id + "\",\"method\":\"" + name + "\",\"params\":[]}";
    }

    /** How many live queries there are. */
    int live() {
        int[] live = {-1};
        queries.count(count -> live[0] = count);
        settle();
        return live[0];
    }

    /** Runs all there is to run, but for what waits for time. */
    void settle() {
        while (workers.runOne() || pool.runOne() || readers.runOne() || finishers.runOne()) {
            // Until nothing is left.
        }
    }
}
