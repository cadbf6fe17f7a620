package io.ddp4ee.it;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The todos before two browsers, of which each has its user. */
@ExtendWith(ArquillianExtension.class)
class TodosIT {

    @Deployment(testable = false)
    static WebArchive todos() {
        return TestApplication.todos();
    }

    @Test
    void browsers_areServed() throws Exception {
        NodeClients.run("node", "todos.js", TestApplication.url("todos").replace("/websocket", ""));
    }
}
