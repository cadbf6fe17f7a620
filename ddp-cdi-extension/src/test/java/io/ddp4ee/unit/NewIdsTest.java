package io.ddp4ee.unit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.ddp4ee.DdpCollection;
import io.ddp4ee.DocumentMapping;
import io.ddp4ee.RandomId;
import io.ddp4ee.capture.CapturedUnit;
import io.ddp4ee.capture.Provider;
import io.ddp4ee.problem.Problems;

import static org.assertj.core.api.Assertions.assertThat;

/** Entities that are persisted without their id. */
class NewIdsTest {

    @Entity(name = "Task")
    @DdpCollection("tasks")
    static class Task {
        @Id
        @RandomId
        String id;

        @OneToMany(cascade = CascadeType.ALL)
        List<Step> steps = new ArrayList<>();
    }

    @Entity(name = "UrgentTask")
    static class UrgentTask extends Task {}

    @Entity(name = "Step")
    static class Step {
        @Id
        @RandomId
        String id;
    }

    /** Beside its key, and by its getter. */
    @Entity(name = "Project")
    @DdpCollection("projects")
    static class Project {
        @Id
        @GeneratedValue
        Long id;

        String publicId;

        @RandomId
        public String getPublicId() {
            return publicId;
        }
    }

    @Entity(name = "Wrong")
    static class Wrong {
        @Id
        @GeneratedValue
        @RandomId
        Long id;

        @RandomId
        String other;
    }

    private int drawn;

    private CapturedUnit unit(Provider provider, Class<?>... entities) {
        CapturedUnit unit = new CapturedUnit(provider, Map.of(), entities);
        unit.hooks().beforePersist(unit.unit(), new NewIds(unit.shapes(), collection -> collection + " " + ++drawn));
        return unit;
    }

    @ParameterizedTest
    @EnumSource
    void key_isGivenBeforeItIsLookedFor(Provider provider) {
        try (CapturedUnit unit = unit(provider, Task.class, UrgentTask.class, Step.class)) {
            Task task = new Task();
            UrgentTask urgent = new UrgentTask();
            Task known = new Task();
            known.id = "known";
            unit.commit(em -> {
                em.persist(task);
                em.persist(task);
                assertThat(task.id).isEqualTo("tasks 1");
                em.persist(urgent);
                em.persist(known);
            });

            assertThat(urgent.id).isEqualTo("tasks 2");
            assertThat(known.id).isEqualTo("known");
            unit.commit(em -> assertThat(em.find(Task.class, "tasks 1")).isNotNull());
        }
    }

    @ParameterizedTest
    @EnumSource
    void key_isGivenByCascadesToo(Provider provider) {
        try (CapturedUnit unit = unit(provider, Task.class, UrgentTask.class, Step.class)) {
            Task task = new Task();
            task.steps.add(new Step());
            unit.commit(em -> {
                em.persist(task);
                em.flush();
                task.steps.add(new Step());
            });

            assertThat(task.steps).extracting(step -> step.id).containsExactly("null 2", "null 3");
        }
    }

    @ParameterizedTest
    @EnumSource
    void attributeBesideTheKey_isGiven(Provider provider) {
        try (CapturedUnit unit = unit(provider, Project.class)) {
            Project project = new Project();
            unit.commit(em -> em.persist(project));

            assertThat(project.publicId).isEqualTo("projects 1");
            unit.commit(em ->
                    assertThat(em.find(Project.class, project.id).publicId).isEqualTo("projects 1"));
        }
    }

    @Test
    void severalCollections_theAnnotationsCounts() {
        try (CapturedUnit unit = unit(Provider.HIBERNATE, Task.class, UrgentTask.class, Step.class)
                .with(DocumentMapping.of(Task.class), "other")
                .with(DocumentMapping.of(Step.class), "steps")) {
            Task task = new Task();
            task.steps.add(new Step());
            unit.commit(em -> em.persist(task));

            assertThat(task.id).isEqualTo("tasks 1");
            assertThat(task.steps.get(0).id).isEqualTo("steps 2");
        }
    }

    @Test
    void mistakes_areTold() {
        try (CapturedUnit unit = new CapturedUnit(Provider.HIBERNATE, Map.of(), Wrong.class)) {
            Problems problems = new Problems();
            new NewIds(unit.shapes(), collection -> null).check(problems);

            assertThat(problems.refusal().orElseThrow())
                    .hasMessageContaining("Wrong.")
                    .hasMessageContaining(" has @RandomId, and so has another attribute: leave it at one.");
        }
    }
}
