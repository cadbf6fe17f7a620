package io.ddp4ee.extension;

import java.util.Set;

import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.annotation.HandlesTypes;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;

import io.ddp4ee.DdpMethod;
import io.ddp4ee.Publication;
import io.ddp4ee.config.ConfigKey;
import io.ddp4ee.declaration.NonBeans;
import io.ddp4ee.problem.DeploymentRefusedException;
import io.ddp4ee.problem.Problems;
import io.ddp4ee.transport.ClientModuleServlet;
import io.ddp4ee.transport.Endpoints;
import io.ddp4ee.transport.Handshakes;
import io.ddp4ee.transport.Origins;
import io.ddp4ee.transport.SchemaServlet;
import io.ddp4ee.transport.SockJsUpgradeFilter;
import io.ddp4ee.transport.UpgradeFilter;
import io.ddp4ee.transport.sockjs.SockJsOptions;
import io.ddp4ee.transport.sockjs.SockJsServlet;

/**
 * Puts the endpoints into the web application. The container calls it after everything else has been started, and shows it
 * classes that CDI does not: those that are annotated for us but are no beans.
 */
@HandlesTypes({DdpMethod.class, Publication.class})
public class DdpInitializer implements ServletContainerInitializer {

    @Override
    public void onStartup(Set<Class<?>> classes, ServletContext context) {
        DdpServer server = CDI.current().select(DdpServer.class).get();
        if (!server.wasStarted()) {
            throw new DeploymentRefusedException(
                    "The session bean ListenNotifyBus of ddp-ejb-listener was not started: add"
                            + " enterpriseBeansLite-4.0 to the server's features, and the jar to WEB-INF/lib");
        }
        Problems problems = new Problems();
        if (classes != null) {
            NonBeans nonBeans = server.nonBeans(problems);
            classes.forEach(nonBeans::check);
        }
        problems.throwIfAny();
        String path = server.config().getPath(ConfigKey.PATH);
        context.addServlet(
                        "io.ddp4ee.client",
                        new ClientModuleServlet(server.config().isInspected()))
                .addMapping(path + "/ddp/*");
        if (server.config().getBoolean(ConfigKey.DEVELOPMENT)) {
            context.addServlet("io.ddp4ee.schema", new SchemaServlet(server::schema))
                    .addMapping(path + "/ddp" + SchemaServlet.JSON, path + "/ddp" + SchemaServlet.TYPE_SCRIPT);
        }
        Set<String> roles = server.roles();
        // Some servers map groups to declared roles only, and look for declarations at servlets and session beans.
        context.declareRoles(roles.toArray(String[]::new));
        Handshakes handshakes = new Handshakes(
                roles,
                Origins.of(server.config().get(ConfigKey.ORIGINS)),
                server.config().getCount(ConfigKey.FORWARDED_COUNT));
        context.addListener(handshakes);
        SockJsOptions options = new SockJsOptions(
                server.config().getBoolean(ConfigKey.SOCKJS_WEBSOCKET),
                server.config().getBoolean(ConfigKey.SOCKJS_STICKY),
                server.config().get(ConfigKey.SOCKJS_CLIENT_URL));
        ServletRegistration.Dynamic sockJs =
                context.addServlet("io.ddp4ee.sockjs", new SockJsServlet(server::sockJs, handshakes, options));
        sockJs.setAsyncSupported(true);
        sockJs.addMapping(path + "/sockjs/*");
        if (options.webSocket()) {
            FilterRegistration.Dynamic upgrades =
                    context.addFilter("io.ddp4ee.upgrades", new UpgradeFilter(handshakes));
            upgrades.setAsyncSupported(true);
            upgrades.addMappingForUrlPatterns(null, false, path + "/websocket", path + "/websocket/");
            FilterRegistration.Dynamic ofSockJs =
                    context.addFilter("io.ddp4ee.sockjs.upgrades", new SockJsUpgradeFilter());
            ofSockJs.setAsyncSupported(true);
            ofSockJs.addMappingForUrlPatterns(null, false, path + "/sockjs/*");
            context.addListener(new EndpointInstaller(server, path, handshakes));
        }
    }

    /** WebSocket endpoints can be added when the container's part for them is there, and that is only now. */
    private record EndpointInstaller(DdpServer server, String path, Handshakes handshakes)
            implements ServletContextListener {

        @Override
        public void contextInitialized(ServletContextEvent event) {
            ServerContainer container =
                    (ServerContainer) event.getServletContext().getAttribute(ServerContainer.class.getName());
            if (container == null) {
                throw new DeploymentRefusedException(
                        "The server has no Jakarta WebSocket: add websocket-2.1 to its features");
            }
            try {
                Endpoints.add(container, path, server::transport, handshakes);
            } catch (DeploymentException e) {
                throw new DeploymentRefusedException(
                        "The DDP endpoints cannot be put at \"" + path + "\": set ddp.path to a"
                                + " path that the application does not use",
                        e);
            }
        }
    }
}
