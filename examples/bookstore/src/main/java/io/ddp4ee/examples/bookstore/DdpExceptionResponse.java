package io.ddp4ee.examples.bookstore;

import java.util.Map;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

import io.ddp4ee.DdpException;

/** What DDP clients are told as an error, REST clients are told as a status. */
@Provider
public class DdpExceptionResponse implements ExceptionMapper<DdpException> {

    @Override
    public Response toResponse(DdpException e) {
        int status = e.error() instanceof Integer number ? number : 400;
        return Response.status(status)
                .type(MediaType.APPLICATION_JSON)
                .entity(Map.of("error", e.error(), "reason", e.reason()))
                .build();
    }
}
