package io.ddp4ee.it;

import java.util.List;
import java.util.Locale;

import jakarta.enterprise.context.ApplicationScoped;

import io.ddp4ee.DdpMethod;
import io.ddp4ee.DdpSession;

/** What is known of the request that a session began with. */
@ApplicationScoped
public class HeaderMethods {

    @DdpMethod
    public List<String> headers(DdpSession session) {
        return session.headers().keySet().stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .sorted()
                .toList();
    }
}
