package io.ddp4ee.it;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;

import io.ddp4ee.DdpMethod;
import io.ddp4ee.LiveDocuments;
import io.ddp4ee.LiveQuery;
import io.ddp4ee.Publication;
import io.ddp4ee.it.model.Section;

/** Has documents in memory. */
@ApplicationScoped
public class Exchange {

    static final AtomicInteger WRITTEN = new AtomicInteger();

    private final LiveDocuments levels = LiveDocuments.in("level");

    /** Tells when JSON-B writes it: whenever it is put, and somebody subscribes. */
    public static final class Counted {
        public int getPrice() {
            WRITTEN.incrementAndGet();
            return 5;
        }
    }

    @Resource
    private ManagedExecutorService threads;

    /** As what tells of prices does: on a thread of its own, in no request and no call. */
    public <T> Future<T> inBackground(Callable<T> work) {
        return threads.submit(work);
    }

    @Produces
    @Publication("levels")
    LiveDocuments levels() {
        return levels;
    }

    @Produces
    @Publication("levelsAndSections")
    List<Object> levelsAndSections() {
        return List.of(levels, LiveQuery.of(Section.class, "name = ?1", "beside levels"));
    }

    public void put(String id, Object fields) {
        levels.put(id, fields);
    }

    @DdpMethod
    public void putLevel(String id, int price) {
        levels.put(id, Map.of("price", price));
    }

    @DdpMethod
    public void removeLevel(String id) {
        levels.remove(id);
    }
}
