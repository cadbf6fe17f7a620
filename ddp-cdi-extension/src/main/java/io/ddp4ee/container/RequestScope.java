package io.ddp4ee.container;

import java.util.concurrent.Callable;

import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.inject.Instance;

/** Runs application code with the request context active, which no container does on a WebSocket's thread. */
public final class RequestScope {

    private final Instance<RequestContextController> controllers;

    public RequestScope(Instance<RequestContextController> controllers) {
        this.controllers = controllers;
    }

    public <T> T call(Callable<T> work) throws Exception {
        RequestContextController controller = controllers.get();
        boolean activated = controller.activate();
        try {
            return work.call();
        } finally {
            if (activated) {
                controller.deactivate();
            }
            controllers.destroy(controller);
        }
    }
}
