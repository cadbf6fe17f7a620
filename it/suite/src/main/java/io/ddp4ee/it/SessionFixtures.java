package io.ddp4ee.it;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;

import io.ddp4ee.DdpCollection;
import io.ddp4ee.DdpException;
import io.ddp4ee.DdpMethod;
import io.ddp4ee.DdpSession;
import io.ddp4ee.LiveQuery;
import io.ddp4ee.Param;
import io.ddp4ee.Publication;
import io.ddp4ee.PublicationHandler;
import io.ddp4ee.PublicationStrategy;
import io.ddp4ee.Subscription;
import io.ddp4ee.it.model.Article;
import io.ddp4ee.it.model.Section;

/** Publications and methods for what sessions do. */
@ApplicationScoped
public class SessionFixtures {

    @Produces
    @DdpCollection("multi")
    static final PublicationStrategy MULTI = PublicationStrategy.NO_MERGE_MULTI;

    @Produces
    @DdpCollection("unmerged")
    static final PublicationStrategy UNMERGED = PublicationStrategy.NO_MERGE;

    @Produces
    @DdpCollection("forgotten")
    static PublicationStrategy forgotten() {
        return PublicationStrategy.NO_MERGE_NO_HISTORY;
    }

    @Inject
    private EchoMethods echo;

    private final Map<String, Subscription> hands = new ConcurrentHashMap<>();
    private final Map<String, String> stopped = new ConcurrentHashMap<>();

    @DdpMethod
    public String setUserId(DdpSession session, String userId) {
        session.setUserId(userId);
        return session.userId();
    }

    @DdpMethod
    public void setUserIdAfterUnblock(DdpSession session) {
        session.unblock();
        session.setUserId("late");
    }

    @DdpMethod
    public void setUserIdAndFail(DdpSession session) {
        session.setUserId("failed");
        throw new DdpException(403, "No");
    }

    @DdpMethod
    public String userId(DdpSession session) {
        return session.userId();
    }

    @DdpMethod
    public void closeSession(DdpSession session) {
        session.close();
    }

    /** Lets the session go on, and waits. */
    @DdpMethod
    public String unblockAndEnter(DdpSession session, String gate) throws InterruptedException {
        session.unblock();
        session.unblock();
        return echo.enter(gate);
    }

    /** Has to wait before it has something; then opens a second gate. */
    @Produces
    @Publication("gated")
    PublicationHandler gated(@Param String gate, @Param boolean unblock) {
        return subscription -> {
            if (unblock) {
                subscription.unblock();
            }
            echo.enter(gate);
            subscription.added("a", "1", Map.of());
            subscription.ready();
            echo.open(gate + " passed");
        };
    }

    @Produces
    @Publication(value = "gatedUnblocked", unblock = true)
    PublicationHandler gatedUnblocked(@Param String gate) {
        return gated(gate, false);
    }

    @Produces
    @Publication("sectionOfUser")
    static final LiveQuery OF_USER =
            LiveQuery.of(Section.class, "name = :userId").fields("name");

    @Produces
    @Publication("sectionAndArticles")
    static final List<LiveQuery> SECTION_AND_ARTICLES = List.of(
            LiveQuery.of(Section.class, "name = ?1").fields("name"),
            LiveQuery.of(Article.class, "section.name = ?1").fields("title"));

    /** One document, which says who sees it. */
    @Produces
    @Publication("who")
    PublicationHandler who() {
        return subscription -> {
            subscription.added("a", "who", Map.of("name", String.valueOf(subscription.userId())));
            subscription.ready();
        };
    }

    @Produces
    @Publication(value = "user", universal = true)
    PublicationHandler user() {
        return subscription -> {
            if (subscription.userId() != null) {
                subscription.added("users", subscription.userId(), Map.of("online", true));
            }
            subscription.ready();
        };
    }

    /** Fails for somebody, before or after it has said that it is ready. */
    @Produces
    @Publication("failing")
    PublicationHandler failing(@Param String userId, @Param String how) {
        return subscription -> {
            subscription.added("a", how, Map.of());
            subscription.ready();
            if (userId.equals(String.valueOf(subscription.userId()))) {
                switch (how) {
                    case "throws" -> throw new DdpException(412, "Explicit error");
                    case "errs" -> subscription.error(new IllegalStateException("swordfish"));
                    default -> subscription.stop();
                }
            }
        };
    }

    @Produces
    @Publication("nothing")
    List<LiveQuery> nothing() {
        return List.of();
    }

    @Produces
    @Publication("null")
    LiveQuery nullQuery() {
        return null;
    }

    /** One document, and what {@link #change} makes of it. */
    @Produces
    @Publication("hand")
    PublicationHandler hand(@Param String hand, @Param String collection, @Param Map<String, Object> fields) {
        return subscription -> {
            hands.put(hand, subscription);
            subscription.onStop(() -> stopped.put(hand, String.valueOf(subscription.userId())));
            subscription.added(collection, "x", new TreeMap<>(fields));
            subscription.ready();
        };
    }

    @DdpMethod
    public void change(String hand, String collection, String id, Map<String, Object> fields) {
        hands.get(hand).changed(collection, id, fields);
    }

    @DdpMethod
    public void add(String hand, String collection, String id, Map<String, Object> fields) {
        hands.get(hand).added(collection, id, fields);
    }

    @DdpMethod
    public void remove(String hand, String collection, String id) {
        hands.get(hand).removed(collection, id);
    }

    /** Who the user was when it stopped. */
    @DdpMethod
    public String stopped(String hand) {
        return stopped.get(hand);
    }
}
