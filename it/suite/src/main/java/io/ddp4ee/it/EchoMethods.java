package io.ddp4ee.it;

import java.security.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import io.ddp4ee.DdpException;
import io.ddp4ee.DdpMethod;
import io.ddp4ee.DdpSession;
import io.ddp4ee.DocumentId;
import io.ddp4ee.it.model.Section;

/** Methods that show what goes in and what comes out. */
@ApplicationScoped
public class EchoMethods {

    @PersistenceContext
    private EntityManager em;

    private final Map<String, CountDownLatch> gates = new ConcurrentHashMap<>();
    private final Map<String, List<Object>> arrays = new ConcurrentHashMap<>();

    @DdpMethod
    public Object echo(Object value) {
        return value;
    }

    @DdpMethod
    public void warn(String message) {
        System.getLogger("it.logs").log(System.Logger.Level.WARNING, message);
    }

    @DdpMethod
    public int increment(int value) {
        return value + 1;
    }

    @DdpMethod
    public String repeat(String value, int times) {
        return value.repeat(times);
    }

    @DdpMethod
    public Instant nextDay(Instant time) {
        return time.plusSeconds(86_400);
    }

    @DdpMethod
    public byte[] reverse(byte[] bytes) {
        byte[] reversed = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            reversed[i] = bytes[bytes.length - 1 - i];
        }
        return reversed;
    }

    @DdpMethod
    public void nothing() {}

    @DdpMethod
    public String nobody() {
        return null;
    }

    @DdpMethod
    public Section sectionOf(@DocumentId(Section.class) Long id) {
        return em.find(Section.class, id);
    }

    @DdpMethod
    public CompletionStage<String> later(String value) {
        return CompletableFuture.supplyAsync(() -> value);
    }

    @DdpMethod
    public CompletionStage<String> failLater() {
        return CompletableFuture.failedFuture(new DdpException("later", "Failed later", Map.of("a", 1)));
    }

    @DdpMethod("session.id")
    public String sessionId(DdpSession session, String suffix) {
        return session.id() + suffix;
    }

    @DdpMethod
    public String handshake(DdpSession session) {
        return session.headers().get("user-agent").get(0) + " from " + session.clientAddress() + " at "
                + session.requestUri();
    }

    @DdpMethod
    public String whoAmI(DdpSession session, Principal user) {
        return (user == null ? "nobody" : user.getName())
                + (session.isUserInRole("clerk") ? ", a clerk" : ", no clerk");
    }

    @DdpMethod
    public void fail() {
        throw new IllegalStateException("The database password is swordfish");
    }

    @DdpMethod
    public void refuse() {
        throw new DdpException(412, "Not now", Map.of("until", 5));
    }

    @DdpMethod
    public void validated(@NotNull @Size(max = 3) String name) {}

    @DdpMethod
    @DenyAll
    public void denied() {}

    @DdpMethod
    @RolesAllowed("clerk")
    public void forClerks() {}

    /** The list that is kept, and no copy. */
    @DdpMethod
    public List<Object> getArray(String name) {
        return arrays.computeIfAbsent(name, n -> new CopyOnWriteArrayList<>());
    }

    @DdpMethod
    public void pushToArray(String name, Object value) {
        arrays.get(name).add(value);
    }

    /** Waits for {@link #open}. */
    @DdpMethod
    public String enter(String gate) throws InterruptedException {
        return gate(gate).await(15, TimeUnit.SECONDS) ? "entered" : "gave up";
    }

    /** The same, and lets the session go on. */
    @DdpMethod(unblock = true)
    public String enterUnblocked(String gate) throws InterruptedException {
        return enter(gate);
    }

    @DdpMethod
    public void open(String gate) {
        gate(gate).countDown();
    }

    private CountDownLatch gate(String name) {
        return gates.computeIfAbsent(name, n -> new CountDownLatch(1));
    }
}
