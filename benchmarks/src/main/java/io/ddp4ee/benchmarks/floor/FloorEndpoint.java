package io.ddp4ee.benchmarks.floor;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;

/** Where clients wait for what is broadcast. */
@Dependent
@ServerEndpoint("/websocket")
public class FloorEndpoint {

    @Inject
    private Members members;

    private Member member;

    @OnOpen
    public void open(Session session, EndpointConfig config) {
        member = new Member(session);
        members.add(member);
    }

    @OnMessage
    public void received(String text) {
        // Clients have nothing to say.
    }

    @OnError
    public void failed(Throwable failure) {
        members.remove(member);
    }

    @OnClose
    public void close() {
        members.remove(member);
    }
}
