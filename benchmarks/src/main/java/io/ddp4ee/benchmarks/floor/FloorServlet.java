package io.ddp4ee.benchmarks.floor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** Each POST broadcasts its body. */
@WebServlet("/broadcast")
public class FloorServlet extends HttpServlet {

    private static final long serialVersionUID = 1;

    @Inject
    private transient Members members;

    /** Whether it is there. */
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.getWriter().print("ready");
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        members.broadcast(new String(request.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    }
}
