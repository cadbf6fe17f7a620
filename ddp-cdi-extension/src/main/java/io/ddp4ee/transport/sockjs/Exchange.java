package io.ddp4ee.transport.sockjs;

import java.io.IOException;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * A request and its response.
 *
 * @param session the id that the client has made up; empty where there is none
 */
record Exchange(HttpServletRequest request, HttpServletResponse response, String session) {

    /** What is done with one. */
    @FunctionalInterface
    interface Handler {

        void handle(Exchange exchange) throws IOException;
    }

    void answer(int status, String text) throws IOException {
        answer(response, status, text);
    }

    /** Not by way of the container's error pages, which would say something else. */
    static void answer(HttpServletResponse response, int status, String text) throws IOException {
        response.setStatus(status);
        response.setContentType("text/plain; charset=UTF-8");
        response.getOutputStream().print(text);
    }

    void notFound() throws IOException {
        notFound(response);
    }

    static void notFound(HttpServletResponse response) throws IOException {
        answer(response, HttpServletResponse.SC_NOT_FOUND, "404 Error: Page not found\n");
    }
}
