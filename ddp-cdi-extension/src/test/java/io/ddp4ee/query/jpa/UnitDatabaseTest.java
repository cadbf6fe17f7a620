package io.ddp4ee.query.jpa;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.persistence.EntityManager;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import io.ddp4ee.DocumentMapping;
import io.ddp4ee.LiveQuery;
import io.ddp4ee.binding.Binder;
import io.ddp4ee.binding.EjsonJsonb;
import io.ddp4ee.document.DocumentException;
import io.ddp4ee.document.DocumentShapes;
import io.ddp4ee.document.TooManyRowsException;
import io.ddp4ee.fixture.Provider;
import io.ddp4ee.fixture.Shop;
import io.ddp4ee.fixture.Shop.Book;
import io.ddp4ee.fixture.Shop.Tag;
import io.ddp4ee.persistence.Alterations;
import io.ddp4ee.query.Database.TransactionStatus;
import io.ddp4ee.query.DocumentQuery;
import io.ddp4ee.query.QueryResult;
import io.ddp4ee.query.QueryResult.Found;
import io.ddp4ee.query.QueryResult.Refused;
import io.ddp4ee.wanted.WantedPlaces;

import static org.assertj.core.api.Assertions.assertThat;

/** Snapshots of a real database. */
@ParameterizedClass
@EnumSource(Provider.class)
class UnitDatabaseTest {

    @Parameter
    Provider provider;

    private EntityQueries queries;
    private UnitDatabase database;

    @BeforeEach
    void fill() throws Exception {
        provider.empty();
        queries = new EntityQueries(
                provider.unit(),
                provider.shapes(),
                new Binder(EjsonJsonb.create()),
                new WantedPlaces(),
                (root, names) -> Optional.empty());
        database = new UnitDatabase(provider.shapes().ids(), 3, 1000);
        provider.store(Shop.tag(1, "one"), Shop.tag(2, "two"));
    }

    @Test
    void queriesOfOneReading_seeOneState() throws Exception {
        DocumentQuery slow = bind(LiveQuery.of(Tag.class, "function('pg_sleep', 0.0) is not null"));
        List<QueryResult> results =
                database.read(List.of(bind(LiveQuery.of(Tag.class)), slow, bind(LiveQuery.of(Book.class))));
        assertThat(results).hasSize(3);
        assertThat(ids(results.get(0))).containsExactlyInAnyOrder("1", "2");
        assertThat(ids(results.get(2))).isEmpty();
    }

    @Test
    void snapshot_seesWhatCommitted_andNotWhatRuns() throws Exception {
        long committed = provider.call(UnitDatabaseTest::transactionId);
        provider.call(running -> {
            long transaction = transactionId(running);
            running.persist(Shop.tag(3, "three"));
            running.flush();
            List<QueryResult> results = database.read(List.of(bind(LiveQuery.of(Tag.class))));
            assertThat(((Found) results.get(0)).snapshot().sees(committed)).isTrue();
            assertThat(((Found) results.get(0)).snapshot().sees(transaction)).isFalse();
            assertThat(ids(results.get(0))).containsExactlyInAnyOrder("1", "2");
            assertThat(database.status(transaction)).isEqualTo(TransactionStatus.IN_PROGRESS);
            return null;
        });
        assertThat(database.status(committed)).isEqualTo(TransactionStatus.COMMITTED);
    }

    @Test
    void status_ofWhatWasRolledBack_isAborted() throws Exception {
        try (EntityManager entityManager = provider.unit().factory().createEntityManager()) {
            entityManager.getTransaction().begin();
            long transaction = transactionId(entityManager);
            entityManager.getTransaction().rollback();
            assertThat(database.status(transaction)).isEqualTo(TransactionStatus.ABORTED);
        }
    }

    @Test
    void status_ofATransactionThatAnotherPrimaryHasTakenAlong_isAborted() throws Exception {
        long newest = provider.call(UnitDatabaseTest::transactionId);
        assertThat(database.status(newest + 1_000_000)).isEqualTo(TransactionStatus.ABORTED);
    }

    @Test
    void status_ofWhatIsLongGone_isCommitted() throws Exception {
        assertThat(database.status(10)).isEqualTo(TransactionStatus.COMMITTED);
    }

    @Test
    void staleCache_isNotAsked() throws Exception {
        provider.call(entityManager -> entityManager.find(Tag.class, 1L));
        provider.call(entityManager -> Provider.sql(entityManager, "update tag set name = 'new' where id = 1"));
        List<QueryResult> results = database.read(List.of(bind(LiveQuery.of(Tag.class, "id = 1"))));
        Found found = (Found) results.get(0);
        assertThat(found.documents().get("1").fields().get("name")).isEqualTo("\"new\"");
    }

    @Test
    void transaction_isRepeatableAndReadOnly_andTheNextOneIsNot() throws Exception {
        DocumentQuery isolated = bind(LiveQuery.of(
                Tag.class,
                "function('current_setting', 'transaction_isolation') = 'repeatable read'"
                        + " and function('current_setting', 'transaction_read_only') = 'on'"));
        assertThat(ids(database.read(List.of(isolated)).get(0))).containsExactlyInAnyOrder("1", "2");
        Object after = provider.call(entityManager -> entityManager
                .createNativeQuery("select current_setting('transaction_isolation') || ' '"
                        + " || current_setting('transaction_read_only')")
                .getSingleResult());
        assertThat(after).isEqualTo("read committed off");
    }

    @Test
    void tooManyRows_refuseTheirQueryOnly() throws Exception {
        provider.store(Shop.tag(3, "three"), Shop.tag(4, "four"), Shop.country("NO", "Norway"));
        List<QueryResult> results = database.read(List.of(
                bind(LiveQuery.of(Tag.class)),
                bind(LiveQuery.of(Tag.class).orderBy("name").limit(3)),
                bind(LiveQuery.of(Tag.class, "id > 1"))));
        assertThat(((Refused) results.get(0)).cause())
                .isInstanceOf(TooManyRowsException.class)
                .hasMessage("The query has more than 3 documents");
        assertThat(ids(results.get(1))).containsExactly("4", "1", "3");
        assertThat(ids(results.get(2))).containsExactlyInAnyOrder("2", "3", "4");
    }

    @Test
    void tooManyBytes_refuseTheirQuery() throws Exception {
        provider.store(Shop.tag(3, "x".repeat(200)));
        UnitDatabase small = new UnitDatabase(provider.shapes().ids(), 3, 200);
        List<QueryResult> results =
                small.read(List.of(bind(LiveQuery.of(Tag.class)), bind(LiveQuery.of(Tag.class, "id < 3"))));
        assertThat(((Refused) results.get(0)).cause())
                .isInstanceOf(TooManyRowsException.class)
                .hasMessage("The query has more than 200 bytes");
        assertThat(ids(results.get(1))).hasSize(2);
    }

    private Found found(LiveQuery query) throws Exception {
        return (Found) database.read(List.of(bind(query))).get(0);
    }

    @Test
    void count_isNeverTooLarge_andIsKeptUntilItIs() throws Exception {
        LiveQuery count = LiveQuery.of(Tag.class).count("tags");
        assertThat(found(count).rows()).containsOnlyKeys("1", "2");
        provider.store(Shop.tag(3, "three"), Shop.tag(4, "four"));
        Found all = found(count);
        assertThat(all.rows()).isNull();
        assertThat(all.documents().get("tags").fields().get("count")).isEqualTo("4");
    }

    @Test
    void window_isReadWithWhatIsBesideIt_orForItself() throws Exception {
        LiveQuery window = LiveQuery.of(Tag.class).orderBy("id desc").offset(1).limit(2);
        assertThat(bind(window).wayText()).isEqualTo("match");
        assertThat(found(window).rows()).isEqualTo(Map.of("2", Map.of("id", "'2'"), "1", Map.of("id", "'1'")));
        assertThat(ids(found(window))).containsExactly("2", "1");
        provider.store(Shop.tag(3, "three"), Shop.tag(4, "four"));
        assertThat(found(window).rows()).isNull();
        assertThat(ids(found(window))).containsExactly("3", "2");
    }

    @Test
    void failingStatement_refusesItsQueryOnly() throws Exception {
        DocumentQuery failing = bind(LiveQuery.of(Tag.class, "mod(id, id - 1) = 0"));
        List<QueryResult> results =
                database.read(List.of(bind(LiveQuery.of(Tag.class)), failing, bind(LiveQuery.of(Tag.class, "id = 2"))));
        assertThat(ids(results.get(0))).hasSize(2);
        assertThat(results.get(1)).isInstanceOf(Refused.class);
        assertThat(ids(results.get(2))).containsExactly("2");
    }

    @Test
    void rowWithoutADocumentId_refusesItsQueryOnly() throws Exception {
        provider.store(Shop.tag(3, null));
        DocumentShapes shapes = new DocumentShapes(provider.unit(), EjsonJsonb.create(), type -> null);
        shapes.identify(DocumentMapping.of(Tag.class).id("name"));
        shapes.add(DocumentMapping.of(Tag.class).id("name"), "named");
        queries = new EntityQueries(
                provider.unit(), shapes, new Binder(EjsonJsonb.create()), new WantedPlaces(), Alterations.UNKNOWN);
        List<QueryResult> results =
                database.read(List.of(bind(LiveQuery.of(Tag.class)), bind(LiveQuery.of(Tag.class, "id < 3"))));
        assertThat(((Refused) results.get(0)).cause()).isInstanceOf(DocumentException.class);
        assertThat(ids(results.get(1))).containsExactlyInAnyOrder("one", "two");
    }

    @Test
    void unreachableDatabase_isNoQuerysFault() throws Exception {
        provider.call(entityManager -> {
            // Its own statement ends the connection, as an administrator or a failover would.
            DocumentQuery ending = bind(
                    LiveQuery.of(Tag.class, "function('pg_terminate_backend', function('pg_backend_pid')) = true"));
            assertThat(database.read(List.of(ending)))
                    .singleElement()
                    .isInstanceOfSatisfying(QueryResult.Unanswered.class, result -> assertThat(result.blamed())
                            .isFalse());
            return null;
        });
        assertThat(ids(database.read(List.of(bind(LiveQuery.of(Tag.class)))).get(0)))
                .hasSize(2);
    }

    private static long transactionId(EntityManager entityManager) {
        Object id = entityManager
                .createNativeQuery("select cast(cast(pg_current_xact_id() as text) as bigint)")
                .getSingleResult();
        return ((Number) id).longValue();
    }

    private DocumentQuery bind(LiveQuery query) {
        return queries.bind(query, List.of(), null).orElseThrow();
    }

    private static java.util.Set<String> ids(QueryResult result) {
        return ((Found) result).documents().keySet();
    }
}
