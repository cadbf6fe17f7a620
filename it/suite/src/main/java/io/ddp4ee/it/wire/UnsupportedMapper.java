package io.ddp4ee.it.wire;

import jakarta.enterprise.context.ApplicationScoped;

import io.ddp4ee.DdpException;
import io.ddp4ee.DdpExceptionMapper;

/** Tells what can be told. */
@ApplicationScoped
public class UnsupportedMapper implements DdpExceptionMapper<UnsupportedOperationException> {

    @Override
    public DdpException map(UnsupportedOperationException exception) {
        return new DdpException(501, "Not here", null);
    }
}
