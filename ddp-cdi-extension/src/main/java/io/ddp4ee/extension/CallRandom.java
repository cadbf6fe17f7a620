package io.ddp4ee.extension;

import java.util.concurrent.Callable;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.ddp4ee.DdpRandom;

/** Random values of the call that runs on the thread. */
@ApplicationScoped
class CallRandom implements DdpRandom {

    @Inject
    private DdpExtension extension;

    @Inject
    private DdpServer server;

    @Override
    public String id(String collection) {
        return extension.currentCall().random().ofCollection(collection).id();
    }

    @Override
    public String id(Class<?> entity) {
        String collection = server.unitOf(entity).collectionOf(entity);
        if (collection == null) {
            throw new IllegalArgumentException(entity.getName() + " has no collection of its own: add @DdpCollection to"
                    + " the class, or name the collection");
        }
        return id(collection);
    }

    @Override
    public Stream stream(String name) {
        return extension.currentCall().random().named(name);
    }

    @Override
    public <T> T nested(String method, Callable<T> call) throws Exception {
        return extension.currentCall().nested(method, call);
    }
}
