package io.ddp4ee.examples.todos;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import io.ddp4ee.DdpException;
import io.ddp4ee.DdpMethod;
import io.ddp4ee.DdpSession;
import io.ddp4ee.LiveQuery;
import io.ddp4ee.Publication;
import io.ddp4ee.Visibility;
import io.ddp4ee.accounts.User;

/** What users may see and do. Each method has a stub in the page, which shows at once what it does. */
@ApplicationScoped
@Transactional
public class Tasks {

    @Produces
    @Publication("tasks")
    static final LiveQuery ALL = LiveQuery.of(Task.class);

    @PersistenceContext
    private EntityManager em;

    @Inject
    private DdpSession session;

    /** Private tasks are their owner's alone, whatever is subscribed to. */
    @Produces
    @Visibility(Task.class)
    static LiveQuery visible(DdpSession session) {
        String user = session.userId();
        return user == null
                ? LiveQuery.of(Task.class, "hidden = false")
                : LiveQuery.of(Task.class, "hidden = false or owner = ?1", user);
    }

    @DdpMethod("tasks.insert")
    public String insert(@NotBlank @Size(max = Task.LONGEST) String text) {
        String owner = session.userId();
        permit(owner != null);
        Task task = new Task(text, owner, em.find(User.class, owner).getUsername());
        em.persist(task);
        return task.getId();
    }

    @DdpMethod("tasks.remove")
    public void remove(@NotNull String taskId) {
        em.remove(touchable(taskId));
    }

    @DdpMethod("tasks.setChecked")
    public void setChecked(@NotNull String taskId, boolean checked) {
        touchable(taskId).setChecked(checked);
    }

    @DdpMethod("tasks.setPrivate")
    public void setPrivate(@NotNull String taskId, boolean hidden) {
        Task task = task(taskId);
        permit(task.isOwnedBy(session.userId()));
        task.setHidden(hidden);
    }

    /** Public tasks are everybody's. */
    private Task touchable(String taskId) {
        Task task = task(taskId);
        permit(!task.isHidden() || task.isOwnedBy(session.userId()));
        return task;
    }

    /** One that is not there is nobody's: who guesses an id does not learn whether there is a private task. */
    private Task task(String taskId) {
        Task task = em.find(Task.class, taskId);
        permit(task != null);
        return task;
    }

    private static void permit(boolean isPermitted) {
        if (!isPermitted) {
            throw new DdpException("not-authorized", "This is not yours to do");
        }
    }
}
