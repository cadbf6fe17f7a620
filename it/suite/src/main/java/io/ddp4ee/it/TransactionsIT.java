package io.ddp4ee.it;

import java.util.UUID;

import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;

import org.awaitility.Awaitility;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.ddp4ee.EntityChanges;
import io.ddp4ee.it.editor.AnnotatedEditor;
import io.ddp4ee.it.editor.BeanManagedEditor;
import io.ddp4ee.it.editor.ContainerManagedEditor;
import io.ddp4ee.it.model.Article;
import io.ddp4ee.it.model.Section;
import io.ddp4ee.it.model.Token;
import io.ddp4ee.test.DdpClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A transaction's changes arrive when it has committed, all of them; of one that has not, nothing does. */
@ExtendWith(ArquillianExtension.class)
class TransactionsIT {

    @Deployment
    static WebArchive war() {
        return TestApplication.war(TransactionsIT.class).addPackage(AnnotatedEditor.class.getPackage());
    }

    @Inject
    private Jpa jpa;

    @Inject
    private AnnotatedEditor annotated;

    @Inject
    private ContainerManagedEditor containerManaged;

    @Inject
    private BeanManagedEditor beanManaged;

    @Inject
    private EntityChanges changes;

    /** A constraint that PostgreSQL checks at the very end: when COMMIT has been sent, and our NOTIFY long before. */
    @BeforeEach
    void checkAtCommit() {
        jpa.run(em -> {
            sql(em, """
                    create or replace function at_commit() returns trigger language plpgsql as $$ begin
                      if new.title = 'fail' then raise exception 'refused at commit';
                      elsif new.title = 'die' then perform pg_terminate_backend(pg_backend_pid());
                      end if;
                      return null; end $$""");
            sql(em, "drop trigger if exists at_commit on article");
            sql(em, """
                    create constraint trigger at_commit after insert or update on article
                    deferrable initially deferred for each row execute function at_commit()""");
        });
    }

    private static void sql(EntityManager em, String statement) {
        em.createNativeQuery(statement).executeUpdate();
    }

    @Test
    void committed_byEachKindOfTransaction() throws Exception {
        try (DdpClient client = TestApplication.subscribed("article")) {
            Long first = TestApplication.nextId();
            annotated.write(first, "@Transactional");
            client.awaitField("article", first, "title", "@Transactional");
            Long second = TestApplication.nextId();
            containerManaged.write(second, "CMT");
            client.awaitField("article", second, "title", "CMT");
            Long third = TestApplication.nextId();
            beanManaged.write(third, "BMT");
            client.awaitField("article", third, "title", "BMT");
        }
    }

    @Test
    void rolledBack_byTheApplication_nothing() {
        assertSilent(id -> jpa.rollBack(em -> {
            em.persist(new Article(id, "never"));
            em.flush();
        }));
    }

    @Test
    void rolledBack_beforeAnyFlush_nothing() {
        assertSilent(id -> jpa.rollBack(em -> em.persist(new Article(id, "never"))));
    }

    @Test
    void rolledBack_byABeanThatManagesItself_nothing() {
        assertSilent(id -> beanManaged.writeAndGiveUp(id, "never"));
    }

    @Test
    void markedForRollback_nothing() {
        assertSilent(id -> containerManaged.writeAndGiveUp(id, "never"));
    }

    @Test
    void rolledBack_byASynchronizationThatRunsAfterOurs_nothing() {
        assertSilent(id -> assertThatThrownBy(() -> jpa.run(em -> {
                    em.persist(new Article(id, "never"));
                    em.flush();
                    jpa.registry().registerInterposedSynchronization(new Late());
                }))
                .hasCauseInstanceOf(RollbackException.class));
    }

    /** Puts itself behind all others twice, then gives up: what we publish is published by then. */
    private final class Late implements Synchronization {

        private int calls;

        @Override
        public void beforeCompletion() {
            calls++;
            if (calls <= 2) {
                jpa.registry().registerInterposedSynchronization(this);
            } else {
                jpa.registry().setRollbackOnly();
            }
        }

        @Override
        public void afterCompletion(int status) {
            assertThat(status).isNotEqualTo(Status.STATUS_COMMITTED);
        }
    }

    @Test
    void failedFlush_nothing() {
        assertSilent(id -> {
            jpa.run(em -> em.persist(new Article(id + 1, "there")));
            assertThatThrownBy(() -> jpa.run(em -> {
                        em.persist(new Article(id, "never"));
                        em.persist(new Article(id + 1, "there already"));
                    }))
                    .isInstanceOf(IllegalStateException.class);
        });
    }

    @Test
    void refusedByTheDatabaseInItsCommit_nothing() {
        assertSilent(id -> assertThatThrownBy(() -> jpa.run(em -> em.persist(new Article(id, "fail"))))
                .isInstanceOf(IllegalStateException.class));
    }

    @Test
    void connectionLostInItsCommit_nothing() {
        assertSilent(id -> assertThatThrownBy(() -> jpa.run(em -> em.persist(new Article(id, "die"))))
                .isInstanceOf(IllegalStateException.class));
    }

    @Test
    void timedOut_nothing() {
        assertSilent(id -> {
            jpa.transaction().setTransactionTimeout(1);
            try {
                assertThatThrownBy(() -> jpa.run(em -> {
                            em.persist(new Article(id, "never"));
                            em.flush();
                            // Not in the database: WildFly would take the connection from under the thread, and may
                            // break it.
                            Awaitility.await("timed out")
                                    .pollInSameThread()
                                    .until(() -> jpa.transaction().getStatus() != Status.STATUS_ACTIVE);
                        }))
                        .isInstanceOf(IllegalStateException.class);
            } finally {
                jpa.transaction().setTransactionTimeout(0);
            }
        });
    }

    @Test
    void requiresNew_arrivesThoughTheOuterFails() {
        try (DdpClient client = TestApplication.subscribed("article")) {
            Long outer = TestApplication.nextId();
            Long inner = TestApplication.nextId();
            assertThatThrownBy(() -> annotated.writeBothAndFail(outer, inner)).isInstanceOf(RuntimeException.class);
            client.awaitField("article", inner, "title", "inner");
            assertNothingOf(client, outer);
        }
    }

    @Test
    void rolledBackToASavepoint_onlyTheRest() {
        try (DdpClient client = TestApplication.subscribed("article")) {
            Long kept = TestApplication.nextId();
            Long undone = TestApplication.nextId();
            jpa.run(em -> {
                em.persist(new Article(kept, "kept"));
                em.flush();
                sql(em, "savepoint here");
                em.persist(new Article(undone, "undone"));
                em.flush();
                sql(em, "rollback to savepoint here");
            });
            client.awaitField("article", kept, "title", "kept");
            assertNothingOf(client, undone);
        }
    }

    @Test
    void changesMadeInTheCommitsOwnFlush_arrive() {
        try (DdpClient client = TestApplication.subscribed("token")) {
            UUID id = UUID.randomUUID();
            jpa.run(em -> em.persist(new Token(id, "Ann")));
            client.awaitField("token", id, "greeting", "Hello Ann");
            jpa.run(em -> em.find(Token.class, id).setOwner("Ben"));
            client.awaitField("token", id, "greeting", "Hello Ben");
        }
    }

    @Test
    void twoEntityManagersInOneTransaction_oneBatch() {
        try (DdpClient client = TestApplication.subscribed("article")) {
            Long first = TestApplication.nextId();
            Long second = TestApplication.nextId();
            jpa.run(em -> {
                em.persist(new Article(first, "of the first"));
                EntityManager other = jpa.factory().createEntityManager();
                other.persist(new Article(second, "of the second"));
                other.flush();
            });
            client.awaitField("article", first, "title", "of the first");
            client.awaitField("article", second, "title", "of the second");
        }
    }

    @Test
    void entityChangesBeforeTheWorkThatTheyTell_arrive() {
        try (DdpClient client = TestApplication.subscribed("section")) {
            Long id = jpa.get(em -> {
                Section section = new Section("by JPA");
                em.persist(section);
                em.flush();
                return section.getId();
            });
            client.awaitField("section", id, "name", "by JPA");
            jpa.run(em -> {
                changes.changed(Section.class, id);
                sql(em, "update section set name = 'by SQL' where id = " + id);
            });
            client.awaitField("section", id, "name", "by SQL");
        }
    }

    private interface Writer {
        void write(Long id) throws Exception;
    }

    /** Has an article written that must never arrive, then one that does. */
    private void assertSilent(Writer writer) {
        try (DdpClient client = TestApplication.subscribed("article")) {
            Long id = TestApplication.nextId();
            writer.write(id);
            assertNothingOf(client, id);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Order is that of the commits, so when a later change is there, an earlier one would be. */
    private void assertNothingOf(DdpClient client, Long id) {
        Long marker = TestApplication.nextId();
        jpa.run(em -> em.persist(new Article(marker, "marker")));
        client.awaitField("article", marker, "title", "marker");
        assertThat(client.received()).noneMatch(message -> message.contains("\"id\":\"" + id + "\""));
    }
}
