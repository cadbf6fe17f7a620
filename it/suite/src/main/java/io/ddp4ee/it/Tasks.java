package io.ddp4ee.it;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;

import io.ddp4ee.DdpMethod;
import io.ddp4ee.DdpRandom;
import io.ddp4ee.LiveQuery;
import io.ddp4ee.Publication;
import io.ddp4ee.it.todo.Task;

/** Inserts what clients have shown already, under the ids that they have made. */
@ApplicationScoped
public class Tasks {

    @Produces
    @Publication("tasks")
    static final LiveQuery ALL = LiveQuery.of(Task.class);

    @PersistenceContext
    private EntityManager em;

    @Inject
    private DdpRandom random;

    @DdpMethod
    @Transactional
    public String addTask(String text) {
        Task task = new Task(text);
        em.persist(task);
        return task.getId();
    }

    /** As its stub does: by the other's. */
    @DdpMethod
    @Transactional
    public String addTaskNested(String text) throws Exception {
        return random.nested("addTask", () -> addTask(text));
    }

    @DdpMethod
    public List<String> draw() {
        DdpRandom.Stream foo = random.stream("/collection/foo");
        return List.of(
                foo.id(),
                random.id("foo"),
                foo.hexString(24),
                random.stream("default").id(),
                random.id(Task.class));
    }

    /** Outside any call. */
    @Transactional
    public String add(String text) {
        return addTask(text);
    }
}
