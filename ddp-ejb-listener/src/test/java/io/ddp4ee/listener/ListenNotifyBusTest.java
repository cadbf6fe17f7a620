package io.ddp4ee.listener;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;

import org.junit.jupiter.api.Test;

import io.ddp4ee.spi.ChangeBus;
import io.ddp4ee.spi.ChangeBusUser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ListenNotifyBusTest {

    private static final List<String> CALLS = new CopyOnWriteArrayList<>();

    static class Quiet implements ChangeBusUser {
        @Override
        public void start(ChangeBus bus) {
            CALLS.add("start");
        }

        @Override
        public void stop() {
            CALLS.add("stop");
        }
    }

    static class Refusing extends Quiet {
        @Override
        public void start(ChangeBus bus) {
            super.start(bus);
            throw new IllegalStateException("refused by the test");
        }
    }

    static class Stubborn extends Quiet {
        @Override
        public void stop() {
            super.stop();
            throw new IllegalStateException("thrown by the test");
        }
    }

    private static SeContainer container(Class<?>... users) {
        CALLS.clear();
        return SeContainerInitializer.newInstance()
                .disableDiscovery()
                .addBeanClasses(users)
                .addBeanClasses(ListenNotifyBus.class)
                .initialize();
    }

    @Test
    void users_areStartedAndStopped_evenIfOneDoesNotStop() {
        try (SeContainer container = container(Quiet.class, Stubborn.class)) {
            ListenNotifyBus bus = container.select(ListenNotifyBus.class).get();
            assertThat(CALLS).containsExactly("start", "start");
            container.select(ListenNotifyBus.class).destroy(bus);
        }

        assertThat(CALLS).containsExactly("start", "start", "stop", "stop");
    }

    @Test
    void userThatRefuses_stopsAll_becauseNobodyElseWould() {
        try (SeContainer container = container(Refusing.class, Stubborn.class, Quiet.class)) {
            assertThatThrownBy(() -> container.select(ListenNotifyBus.class).get())
                    .hasStackTraceContaining("refused by the test");
        }

        assertThat(CALLS.stream().filter("start"::equals).count())
                .isEqualTo(CALLS.stream().filter("stop"::equals).count());
    }
}
