package io.ddp4ee.session;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import jakarta.annotation.Nullable;

import io.ddp4ee.LiveDocuments;
import io.ddp4ee.PublicationHandler;
import io.ddp4ee.message.DdpError;
import io.ddp4ee.publication.Production;
import io.ddp4ee.publication.PublicationDefinition;
import io.ddp4ee.query.DocumentQuery;
import io.ddp4ee.query.LiveQueries;
import io.ddp4ee.query.LiveView;
import io.ddp4ee.query.Version;
import io.ddp4ee.session.SessionLook.SubscriptionLook;

/** One subscription of a session, from the call of its publication to its end. */
final class ActiveSubscription {

    private static final Logger LOG = System.getLogger(ActiveSubscription.class.getName());

    private final Subscriptions subscriptions;
    private final Session session;
    private final String id;
    private final PublicationDefinition publication;
    private final List<Object> parameters;
    private final CallHandle handle;

    /** The session's next message may be handled. */
    private final CompletableFuture<Void> settled = new CompletableFuture<>();

    /** The client has been told of the end. */
    private final CompletableFuture<Void> told = new CompletableFuture<>();

    /** And what is to be run at the end has been run. */
    private final CompletableFuture<Void> over = new CompletableFuture<>();

    // From here on under the session's lock.
    private final List<QueryFeed> queries = new ArrayList<>();
    private final Map<Source, DocumentsFeed> feeds = new LinkedHashMap<>();
    private final List<HandlerSubscription> handlers = new ArrayList<>();
    private final List<Runnable> stopActions = new ArrayList<>();

    /** What has to come before the session goes on: the publication's return, and each query. */
    private int unsettled = 1;

    /** What has to come before the client is told ready: to know of what, each query, and each handler's word. */
    private int unready = 1;

    private boolean stopped;

    /**
     * @param id null for a universal publication, of which the client is told nothing
     * @param next lets the session's next message be handled
     */
    ActiveSubscription(
            Subscriptions subscriptions,
            @Nullable String id,
            PublicationDefinition publication,
            List<Object> parameters,
            Runnable next) {
        this.subscriptions = subscriptions;
        this.session = subscriptions.session();
        this.id = id;
        this.publication = publication;
        this.parameters = parameters;
        this.handle = CallHandle.ofPublication(session, next);
        var unused = settled.thenRun(handle::end);
    }

    /** The same, to be run again. Under the session's lock. */
    ActiveSubscription again() {
        return new ActiveSubscription(subscriptions, id, publication, parameters, () -> {});
    }

    @Nullable
    String id() {
        return id;
    }

    PublicationDefinition publication() {
        return publication;
    }

    CallHandle handle() {
        return handle;
    }

    Session session() {
        return session;
    }

    /** Under the session's lock. */
    MergeBox mergeBox() {
        return subscriptions.mergeBox();
    }

    boolean hasStopped() {
        boolean[] result = new boolean[1];
        session.locked(() -> result[0] = stopped);
        return result[0];
    }

    /** Under the session's lock. */
    SubscriptionLook look() {
        return new SubscriptionLook(id, publication.name(), parameters, unready == 0, queries.size());
    }

    /** Under the session's lock. */
    boolean isStopped() {
        return stopped;
    }

    /** Under the session's lock. */
    Stream<LiveView> views() {
        return queries.stream().map(QueryFeed::view);
    }

    /**
     * Calls the publication. On a thread that may wait.
     *
     * @return finished when the session may go on: the publication has returned and what its queries had has been sent, or
     *     the subscription has ended
     */
    CompletableFuture<Void> start() {
        try {
            if (hasStopped()) {
                return settled;
            }
            if (!publication.access().isGrantedTo(handle)) {
                return stop(new DdpError(403L, "Access denied"));
            }
            if (publication.unblock()) {
                handle.unblock();
            }
            Production production = publication.source().produce(handle, Copies.of(parameters));
            onStop(production.dispose());
            session.services()
                    .queries()
                    .resolve(production.queries(), parameters, handle.userId())
                    .forEach(this::follow);
            production.documents().forEach(this::follow);
            session.locked(() -> {
                unready += production.handlers().size();
                readyOne();
            });
            for (PublicationHandler handler : production.handlers()) {
                HandlerSubscription handled = new HandlerSubscription(this);
                if (!begin(handled)) {
                    break;
                }
                handler.publish(handled);
            }
            session.locked(this::settleOne);
        } catch (Throwable e) {
            // Also an error: the client is answered whatever happens.
            fail(e);
        }
        return settled;
    }

    /** @return whether the handler is to be called */
    private boolean begin(HandlerSubscription handled) {
        boolean[] wanted = new boolean[1];
        session.locked(() -> {
            wanted[0] = !stopped;
            if (!stopped) {
                handlers.add(handled);
            }
        });
        return wanted[0];
    }

    private void follow(LiveQueries home, List<DocumentQuery> wanted) {
        List<QueryFeed> added = new ArrayList<>();
        session.locked(() -> {
            // Else a method's end would wait for what nobody joins.
            if (!stopped) {
                added.addAll(subscriptions.queryFeeds().follow(home, wanted, this));
                unsettled += added.size();
                unready += added.size();
                queries.addAll(added);
            }
        });
        QueryFeed.join(home, added, this);
    }

    private void follow(LiveDocuments documents) {
        List<Runnable> joins = new ArrayList<>();
        session.locked(() -> {
            if (!stopped) {
                unsettled++;
                unready++;
                DocumentsFeed feed = subscriptions.feeds().of(documents);
                Source source = feed.add(this);
                feeds.put(source, feed);
                joins.add(() -> feed.join(this, source));
            }
        });
        joins.forEach(Runnable::run);
    }

    /** Up to when the client has seen a unit's documents through it. Under the session's lock. */
    Stream<Version> shown(LiveQueries unit) {
        return queries.stream()
                .filter(query -> query.view().queries() == unit)
                .map(query -> query.source().shown())
                .filter(Objects::nonNull);
    }

    /** The client has been sent what a query began with, or documents in memory. Under the session's lock. */
    void shown() {
        readyOne();
        settleOne();
    }

    private void settleOne() {
        unsettled--;
        if (unsettled == 0 && !stopped) {
            subscriptions.whenSent(() -> settled.complete(null));
        }
    }

    /** Under the session's lock. */
    boolean isReady() {
        return unready == 0 && !stopped;
    }

    /** Under the session's lock. */
    void readyOne() {
        unready--;
        if (unready == 0 && !stopped && id != null) {
            subscriptions.ready(id);
        }
    }

    void onStop(Runnable action) {
        boolean[] late = new boolean[1];
        session.locked(() -> {
            late[0] = stopped;
            if (!stopped) {
                stopActions.add(action);
            }
        });
        if (late[0]) {
            runStopActions(List.of(action));
        }
    }

    void fail(Throwable cause) {
        var unused = stop(session.services().errors().translate("Publication " + publication.name(), cause));
    }

    /**
     * Ends the subscription: its documents are taken away, then the client is told. At once, unless queries have to be left:
     * a method that stops a subscription is answered after that, as with Meteor.
     *
     * @return finished when the client has been told, and what is to be run at the end has been run
     */
    CompletableFuture<Void> stop(@Nullable DdpError error) {
        List<QueryFeed> last = new ArrayList<>();
        if (!markStopped(last)) {
            return over;
        }
        if (last.isEmpty()) {
            tell(error);
        }
        var unused = QueryFeed.end(last)
                .whenCompleteAsync(
                        (done, failure) -> finish(error),
                        session.services().threads().finishers())
                // Also if no thread takes it, because the server stops.
                .whenComplete((done, failure) -> over.complete(null));
        return over;
    }

    private void finish(@Nullable DdpError error) {
        try {
            if (!told.isDone()) {
                tell(error);
            }
        } finally {
            conclude();
        }
    }

    private void tell(@Nullable DdpError error) {
        session.locked(() -> {
            try {
                takeAway();
            } catch (RuntimeException | Error e) {
                LOG.log(Level.ERROR, "Not all documents of publication " + publication.name() + " are taken away", e);
            } finally {
                // Else the client would wait for ever.
                subscriptions.remove(this, error);
            }
        });
        told.complete(null);
    }

    /** In one decision: what one of its sources has as another had it is not told of. */
    private void takeAway() {
        List<Source> sources = new ArrayList<>(feeds.keySet());
        handlers.forEach(handler -> sources.add(handler.source()));
        leaveFeeds();
        // No query is among them, so nothing stands in for anything.
        var unused = mergeBox().removeAll(sources);
    }

    private void leaveFeeds() {
        feeds.forEach((source, feed) -> subscriptions.feeds().remove(feed, source));
    }

    /** @param last receives the queries that nobody else asks for */
    private boolean markStopped(List<QueryFeed> last) {
        boolean[] first = new boolean[1];
        session.locked(() -> {
            first[0] = !stopped;
            markStopped();
            queries.stream().filter(query -> query.remove(this)).forEach(last::add);
        });
        return first[0];
    }

    private void markStopped() {
        if (!stopped) {
            stopped = true;
            subscriptions.ends(this, over);
        }
    }

    /** The session has ended: nobody is to be told. */
    void abandon() {
        List<QueryFeed> last = new ArrayList<>();
        if (markStopped(last)) {
            last.forEach(QueryFeed::abandon);
            conclude();
        }
    }

    /** It is ending, and its client has not been told. Under the session's lock. */
    boolean isEnding() {
        return stopped && !told.isDone();
    }

    CompletableFuture<Void> told() {
        return told;
    }

    /** Another takes its place, which the client is not told: nothing that this says counts any more. Under the session's lock. */
    void deactivate() {
        markStopped();
        queries.stream().filter(query -> query.remove(this)).forEach(QueryFeed::silence);
        feeds.forEach((source, feed) -> feed.silence(source));
    }

    /** Runs what is to be run at the end. */
    void conclude() {
        try {
            runStopActions();
        } finally {
            told.complete(null);
            settled.complete(null);
            over.complete(null);
        }
    }

    /** The queries may be closed. */
    void leave() {
        List<LiveView> views = new ArrayList<>();
        session.locked(() -> {
            views().forEach(views::add);
            leaveFeeds();
        });
        views.forEach(LiveView::close);
    }

    private void runStopActions() {
        List<Runnable> actions = new ArrayList<>();
        session.locked(() -> actions.addAll(stopActions));
        runStopActions(actions);
    }

    private void runStopActions(List<Runnable> actions) {
        session.services().run("An onStop action of publication " + publication.name(), actions);
    }
}
