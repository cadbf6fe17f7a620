package io.ddp4ee.transport.sockjs;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class RequestBodyTest {

    /** What the container and the handler are told. */
    private final List<String> told = new ArrayList<>();

    private AsyncListener async;
    private ReadListener reader;

    /** A body of which this much has come. */
    private static final class Body extends ServletInputStream {

        private final InputStream bytes;
        private ReadListener listener;

        Body(String text) {
            bytes = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public boolean isFinished() {
            return false;
        }

        @Override
        public boolean isReady() {
            try {
                return bytes.available() > 0;
            } catch (IOException e) {
                return false;
            }
        }

        @Override
        public void setReadListener(ReadListener reader) {
            listener = reader;
        }

        @Override
        public int read() throws IOException {
            return bytes.read();
        }

        @Override
        public int read(byte[] into, int from, int most) throws IOException {
            return bytes.read(into, from, most);
        }
    }

    private <T> T proxy(Class<T> type, String method, Object answer) {
        return type.cast(Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {type}, (proxy, called, arguments) -> {
                    if (called.getName().equals(method)) {
                        return answer;
                    }
                    told.add(called.getName() + " " + arguments[0]);
                    return null;
                }));
    }

    private void begin(Body body, int most, RequestBody.Handler handler) throws IOException {
        HttpServletRequest request = proxy(HttpServletRequest.class, "getInputStream", body);
        HttpServletResponse response = proxy(HttpServletResponse.class, "isCommitted", false);
        AsyncContext context = (AsyncContext) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {AsyncContext.class}, (proxy, called, arguments) -> {
                    switch (called.getName()) {
                        case "getRequest" -> {
                            return request;
                        }
                        case "getResponse" -> {
                            return response;
                        }
                        case "addListener" -> async = (AsyncListener) arguments[0];
                        default -> told.add(called.getName());
                    }
                    return null;
                });
        RequestBody.read(context, () -> most, handler);
        reader = body.listener;
    }

    private final class Told implements RequestBody.Handler {

        @Override
        public void read(String body) {
            told.add("read " + body);
            if (body.equals("bad")) {
                throw new IllegalStateException("The handler has a mistake");
            }
        }

        @Override
        public void tooLarge() {
            told.add("too large");
        }
    }

    @Test
    void whole_isHandedOn() throws Exception {
        begin(new Body("text"), 4, new Told());
        reader.onDataAvailable();
        reader.onAllDataRead();
        assertThat(told).containsExactly("read text", "complete");
    }

    @Test
    void tooLarge_isToldAsSoonAsItIs() throws Exception {
        begin(new Body("text"), 3, new Told());
        reader.onDataAvailable();
        reader.onAllDataRead();
        assertThat(told).containsExactly("too large", "complete");
    }

    /** An empty answer of 200 or 204 would mean that it was heard. */
    @Test
    void failure_isNoGoodAnswer() throws Exception {
        begin(new Body("bad"), 9, new Told());
        reader.onDataAvailable();
        reader.onAllDataRead();
        assertThat(told).containsExactly("read bad", "setStatus 500", "complete");
    }

    @Test
    void bodyThatCannotBeRead_isNoGoodOneEither() throws Exception {
        begin(new Body("half"), 9, new Told());
        reader.onDataAvailable();
        reader.onError(new IOException("Not what was announced"));
        assertThat(told).containsExactly("setStatus 400", "complete");
    }

    @Test
    void bodyThatDoesNotCome_hasAnEnd() throws Exception {
        begin(new Body("half"), 9, new Told());
        reader.onDataAvailable();
        async.onTimeout(null);
        reader.onDataAvailable();
        reader.onAllDataRead();
        assertThat(told).containsExactly("setStatus 408", "complete");
    }

    private interface End {
        void come() throws IOException;
    }

    /** Open Liberty keeps a request until the time is over that it might have taken. */
    @Test
    void whatIsOver_leadsToNobody() throws Exception {
        List<End> ends = List.of(
                () -> reader.onAllDataRead(),
                () -> reader.onError(new IOException("Cut")),
                () -> async.onTimeout(null),
                () -> async.onComplete(null));
        for (End end : ends) {
            WeakReference<RequestBody.Handler> handler = begin();
            reader.onDataAvailable();
            end.come();
            await().untilAsserted(() -> {
                System.gc();
                assertThat(handler.get()).isNull();
            });
        }
    }

    /** Apart from the test, on whose stack it must not be left. */
    private WeakReference<RequestBody.Handler> begin() throws IOException {
        RequestBody.Handler handler = new Told();
        begin(new Body("text"), 4, handler);
        return new WeakReference<>(handler);
    }
}
