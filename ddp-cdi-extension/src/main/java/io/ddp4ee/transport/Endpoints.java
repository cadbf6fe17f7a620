package io.ddp4ee.transport;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.function.Supplier;

import jakarta.websocket.DeploymentException;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;

/** Puts the endpoints where clients look for them. */
public final class Endpoints {

    private static final Logger LOG = System.getLogger(Endpoints.class.getName());

    private static final List<String> RAW =
            List.of("/websocket", "/websocket/", "/sockjs/websocket", "/sockjs/websocket/");
    private static final String SOCKJS = "/sockjs/{server}/{session}/websocket";

    private Endpoints() {}

    /**
     * @param path of the endpoints, within the context root; empty or beginning with a slash
     * @param transport gives null while nothing can be served
     * @throws DeploymentException if the container refuses them
     */
    public static void add(ServerContainer container, String path, Supplier<Transport> transport, Handshakes handshakes)
            throws DeploymentException {
        for (String raw : RAW) {
            add(container, path + raw, transport, handshakes, RawFraming::new);
        }
        add(container, path + SOCKJS, transport, handshakes, SockJsFraming::new);
        try {
            add(container, path + SOCKJS + "/", transport, handshakes, SockJsFraming::new);
        } catch (DeploymentException e) {
            // WildFly takes a template with a slash at its end for the same, and has matched both with the first.
            LOG.log(Level.DEBUG, "Templates with a slash at their end are not told apart", e);
        }
    }

    private static void add(
            ServerContainer container,
            String path,
            Supplier<Transport> transport,
            Handshakes handshakes,
            Supplier<Framing> framing)
            throws DeploymentException {
        container.addEndpoint(ServerEndpointConfig.Builder.create(DdpEndpoint.class, path)
                .configurator(new ServerEndpointConfig.Configurator() {
                    @Override
                    public <T> T getEndpointInstance(Class<T> endpoint) {
                        return endpoint.cast(new DdpEndpoint(transport.get(), handshakes, framing.get()));
                    }

                    @Override
                    public boolean checkOrigin(String origin) {
                        return handshakes.allowWebSocket(origin);
                    }

                    @Override
                    public void modifyHandshake(
                            ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
                        handshakes.begin(request);
                    }
                })
                .build());
    }
}
