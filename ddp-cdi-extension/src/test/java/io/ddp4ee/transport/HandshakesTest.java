package io.ddp4ee.transport;

import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.List;
import java.util.Set;

import jakarta.servlet.http.HttpServletRequest;

import org.junit.jupiter.api.Test;

import io.ddp4ee.session.Handshake;

import static org.assertj.core.api.Assertions.assertThat;

class HandshakesTest {

    private static Handshake of(boolean secure, String host, String query) {
        HttpServletRequest request = (HttpServletRequest) Proxy.newProxyInstance(
                HandshakesTest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getRequestURI", "getContextPath" -> "/shop/a%20b";
                    case "getQueryString" -> query;
                    case "getServletPath" -> "";
                    case "getHeader" -> "Host".equals(arguments[0]) ? host : null;
                    case "getHeaderNames" -> Collections.enumeration(List.of("Host"));
                    case "getHeaders" -> Collections.enumeration(List.of(host));
                    case "getRemoteAddr" -> "192.0.2.1";
                    case "isSecure" -> secure;
                    case "getUserPrincipal" -> null;
                    default -> throw new UnsupportedOperationException(method.getName());
                });
        return new Handshakes(Set.of(), Origins.of("*"), 0).of(request);
    }

    @Test
    void scheme_isWhatTheContainerSays() {
        assertThat(of(true, "example.org:443", null).requestUri()).hasToString("https://example.org:443/shop/a%20b");
        assertThat(of(false, "example.org", "q=1").requestUri()).hasToString("http://example.org/shop/a%20b?q=1");
    }

    /** Nobody makes a connection an encrypted one by what he calls the host. */
    @Test
    void host_isWhatTheClientSays() {
        assertThat(of(false, "wss://example.org", null).requestUri().getScheme())
                .isEqualTo("http");
        assertThat(of(false, "a b", null).requestUri()).hasToString("/shop/a%20b");
    }
}
