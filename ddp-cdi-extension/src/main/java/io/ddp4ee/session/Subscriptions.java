package io.ddp4ee.session;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

import jakarta.annotation.Nullable;

import io.ddp4ee.RateLimit.Call;
import io.ddp4ee.message.ClientMessage.Sub;
import io.ddp4ee.message.ClientMessage.Unsub;
import io.ddp4ee.message.DdpError;
import io.ddp4ee.message.ServerMessage.Nosub;
import io.ddp4ee.message.ServerMessage.Ready;
import io.ddp4ee.publication.PublicationDefinition;
import io.ddp4ee.query.LiveQueries;
import io.ddp4ee.query.LiveView;
import io.ddp4ee.query.Version;
import io.ddp4ee.session.MergeBox.StandIn;

/** The subscriptions of one session, and the documents that they give it. */
final class Subscriptions {

    private final Session session;

    // From here on under the session's lock.
    private MergeBox mergeBox;
    private final Map<String, ActiveSubscription> named = new LinkedHashMap<>();
    private final List<ActiveSubscription> universal = new ArrayList<>();

    /** Those that have begun, whether or not they have ended: for another user they begin again. */
    private final List<PublicationDefinition> begun = new ArrayList<>();

    /** Up to when the client has seen a unit's documents through queries that it sees no more. */
    private final Map<LiveQueries, Version> seen = new LinkedHashMap<>();

    /** Of those that have stopped: what is to be run at the end has been run. */
    private final Map<ActiveSubscription, CompletableFuture<Void>> ending = new HashMap<>(0);

    private final DocumentsFeeds feeds;
    private QueryFeeds queryFeeds = new QueryFeeds(this);
    private CompletableFuture<Void> lastRerun = CompletableFuture.completedFuture(null);

    /** That goes on; null if none does. */
    private Rerun rerun;

    Subscriptions(Session session) {
        this.session = session;
        this.mergeBox = new MergeBox(session.services().strategies(), session::enqueue);
        this.feeds = new DocumentsFeeds(session);
    }

    Session session() {
        return session;
    }

    /** Under the session's lock. */
    MergeBox mergeBox() {
        return mergeBox;
    }

    /** Under the session's lock. */
    DocumentsFeeds feeds() {
        return feeds;
    }

    /** Under the session's lock. */
    QueryFeeds queryFeeds() {
        return queryFeeds;
    }

    CompletionStage<?> subscribe(Sub sub, Runnable next) {
        PublicationDefinition publication = session.services().publications().named(sub.name());
        if (publication == null) {
            DdpError error = new DdpError(404L, "Subscription '" + sub.name() + "' not found");
            session.send(new Nosub(sub.id(), error));
            return CompletableFuture.completedStage(null);
        }
        if (isTaken(sub.id())) {
            // Left alone, whatever it is used for.
            return CompletableFuture.completedStage(null);
        }
        DdpError tooMany = session.services().rates().check(session.handle().call(Call.SUBSCRIPTION, sub.name()));
        if (tooMany != null) {
            session.send(new Nosub(sub.id(), tooMany));
            return CompletableFuture.completedStage(null);
        }
        ActiveSubscription subscription = new ActiveSubscription(this, sub.id(), publication, sub.params(), next);
        boolean[] refused = new boolean[2];
        session.locked(() -> {
            refused[0] = session.isClosed();
            refused[1] = named.size() >= session.services().limits().subscriptions();
            if (!refused[0] && !refused[1]) {
                named.put(sub.id(), subscription);
            } else if (!refused[0]) {
                DdpError error = new DdpError("too-many-subscriptions", "Too many subscriptions");
                session.enqueue(new Nosub(sub.id(), error));
            }
        });
        return refused[0] || refused[1] ? CompletableFuture.completedStage(null) : subscription.start();
    }

    private boolean isTaken(String id) {
        boolean[] taken = new boolean[1];
        session.locked(() -> taken[0] = named.containsKey(id));
        return taken[0];
    }

    void startUniversal() {
        for (PublicationDefinition publication :
                session.services().publications().universal()) {
            List<ActiveSubscription> wanted = new ArrayList<>(1);
            session.locked(() -> {
                // What comes after the end of the session would not end with it.
                if (!session.isClosed()) {
                    begun.add(publication);
                    wanted.add(universal(publication));
                }
                universal.addAll(wanted);
            });
            for (ActiveSubscription subscription : wanted) {
                var unused = subscription.start();
            }
        }
    }

    private ActiveSubscription universal(PublicationDefinition publication) {
        return new ActiveSubscription(this, null, publication, List.of(), () -> {});
    }

    CompletionStage<?> unsubscribe(Unsub unsub) {
        ActiveSubscription[] subscription = new ActiveSubscription[1];
        session.locked(() -> subscription[0] = named.get(unsub.id()));
        if (subscription[0] == null) {
            session.send(new Nosub(unsub.id(), null));
            return CompletableFuture.completedStage(null);
        }
        return subscription[0].stop(null);
    }

    /** Under the session's lock. */
    void remove(ActiveSubscription subscription, @Nullable DdpError error) {
        universal.remove(subscription);
        if (subscription.id() == null) {
            return;
        }
        named.remove(subscription.id(), subscription);
        Nosub nosub = new Nosub(subscription.id(), error);
        if (rerun == null) {
            session.enqueue(nosub);
        } else {
            rerun.ended(nosub);
        }
    }

    /**
     * A subscription ends, and the session not before. Under the session's lock.
     *
     * @param over finished when what is to be run at the end has been run
     */
    void ends(ActiveSubscription subscription, CompletableFuture<Void> over) {
        ending.put(subscription, over);
        var unused = over.thenRun(() -> session.locked(() -> ending.remove(subscription)));
    }

    /** Under the session's lock. */
    void ready(String id) {
        if (rerun == null) {
            session.enqueue(new Ready(List.of(id)));
        } else {
            rerun.ready(id);
        }
    }

    /** Goes on when what a subscription has begun with is on its way; what is held back is not waited for. Under the lock. */
    void whenSent(Runnable action) {
        if (rerun == null) {
            session.whenSent(action);
        } else {
            session.services().threads().pool().execute(action);
        }
    }

    /**
     * Runs all publications again and tells the client the difference; one such after the other.
     *
     * @param change made when the subscriptions have ended and before they begin again; under the session's lock
     * @return finished when the client has been sent all
     */
    CompletionStage<Void> rerun(Runnable change) {
        return append(new Rerun(this, change, true));
    }

    /** The same for the same user, who is not told again of what is ready. */
    CompletionStage<Void> refresh(Runnable change) {
        return append(new Rerun(this, change, false));
    }

    private CompletionStage<Void> append(Rerun next) {
        List<CompletableFuture<Void>> last = new ArrayList<>();
        session.locked(() -> {
            last.add(lastRerun);
            lastRerun = next.done();
        });
        var unused = last.get(0).whenComplete((done, failure) -> next.begin());
        return next.done();
    }

    /** Under the session's lock. */
    List<ActiveSubscription> all() {
        List<ActiveSubscription> all = new ArrayList<>(named.values());
        all.addAll(universal);
        return all;
    }

    /** Each subscription is replaced by one that has not begun. Under the session's lock. */
    void beginRerun(Rerun by) {
        rerun = by;
        mergeBox.takeWaiting().forEach(action -> rerun.afterwards(() -> whenShown(action)));
        mergeBox = mergeBox.successor();
        queryFeeds = new QueryFeeds(this);
        named.replaceAll((id, subscription) -> subscription.again());
        universal.clear();
        begun.forEach(publication -> universal.add(universal(publication)));
    }

    /** The client is told the difference. Under the session's lock. */
    void endRerun() {
        rerun = null;
        session.beginning(mergeBox::show);
    }

    /** The ids that the client has given them. */
    List<String> ids() {
        List<String> ids = new ArrayList<>();
        session.locked(() -> ids.addAll(named.keySet()));
        return ids;
    }

    boolean isEmpty() {
        boolean[] empty = new boolean[1];
        session.locked(() -> empty[0] = named.isEmpty() && universal.isEmpty());
        return empty[0];
    }

    /** All views of all subscriptions: what a method's writes may have to pass. */
    Collection<LiveView> views() {
        Set<LiveView> views = new LinkedHashSet<>();
        session.locked(() -> all().forEach(subscription -> subscription.views().forEach(views::add)));
        return views;
    }

    /** Goes on when the client sees what the queries have that have caught up. */
    void whenShown(Runnable action) {
        session.locked(() -> {
            if (rerun == null) {
                feeds.showFolded();
                mergeBox.whenShown(action);
            } else {
                rerun.afterwards(() -> whenShown(action));
            }
        });
    }

    /** Goes on when it is known which queries there are, and the client has been told of what ends. */
    void whenKnown(Runnable action) {
        boolean[] known = new boolean[1];
        List<CompletableFuture<Void>> told = new ArrayList<>();
        session.locked(() -> {
            known[0] = rerun == null;
            if (!known[0]) {
                rerun.afterwards(() -> whenKnown(action));
                return;
            }
            all().stream()
                    .filter(ActiveSubscription::isEnding)
                    .map(ActiveSubscription::told)
                    .forEach(told::add);
        });
        if (known[0]) {
            var unused = CompletableFuture.allOf(told.toArray(CompletableFuture[]::new))
                    .thenRun(action);
        }
    }

    /** Up to when the client has seen a unit's documents; null if it has not. */
    @Nullable
    Version seen(LiveQueries queries) {
        Version[] newest = new Version[1];
        session.locked(() -> newest[0] = Stream.concat(
                        Stream.ofNullable(seen.get(queries)),
                        all().stream().flatMap(subscription -> subscription.shown(queries)))
                .reduce(Version::with)
                .orElse(null));
        return newest[0];
    }

    /** Nothing that a query's source says counts any more, but what it has shown does. Under the session's lock. */
    void close(Source source) {
        source.close();
        if (source.shown() != null) {
            seen.merge(source.view().queries(), source.shown(), Version::with);
        }
    }

    /** Each source that stands in for newer values is made to catch up, and corrected when it has. */
    void correctLater(List<StandIn> standIns) {
        standIns.forEach(this::correctLater);
    }

    private void correctLater(StandIn standIn) {
        LiveView view = standIn.source().view();
        session.locked(() -> mergeBox.stands(standIn));
        view.queries()
                .awaitVersion(
                        view,
                        standIn.until(),
                        () -> session.locked(() -> {
                            if (!standIn.source().isClosed()) {
                                correct(standIn);
                            }
                        }));
    }

    private void correct(StandIn standIn) {
        LiveView view = standIn.source().view();
        List<StandIn> others = mergeBox.correct(standIn, view.document(standIn.id()));
        correctLater(others);
        if (others.stream().noneMatch(mergeBox::isWithheld)) {
            mergeBox.stood(standIn, others);
        }
    }

    /**
     * The session has ended: nothing is sent any more.
     *
     * @return finished when what is to be run at the end of subscriptions has been run
     */
    CompletableFuture<Void> close() {
        List<ActiveSubscription> all = new ArrayList<>();
        List<CompletableFuture<Void>> last = new ArrayList<>();
        session.locked(() -> {
            all.addAll(all());
            named.clear();
            universal.clear();
        });
        all.forEach(ActiveSubscription::abandon);
        // After the last: what they begin to follow until then goes with it.
        session.locked(() -> {
            feeds.close();
            last.addAll(ending.values());
        });
        return CompletableFuture.allOf(last.toArray(CompletableFuture[]::new));
    }
}
