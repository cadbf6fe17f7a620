package io.ddp4ee.it;

import jakarta.servlet.annotation.WebInitParam;
import jakarta.servlet.annotation.WebServlet;

import io.ddp4ee.meteor.MeteorServlet;

/** Serves a second bundle of the application, without XML. */
@WebServlet(
        urlPatterns = "/admin/*",
        initParams = {
            @WebInitParam(name = "bundle", value = "/WEB-INF/bundle"),
            @WebInitParam(name = "DISABLE_SOCKJS", value = "1")
        })
public class AdminServlet extends MeteorServlet {
    private static final long serialVersionUID = 1L;
}
