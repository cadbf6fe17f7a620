package io.ddp4ee.meteor;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Set;

import jakarta.annotation.Nullable;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.MappingMatch;

/**
 * Serves an application that {@code meteor build --directory} has made, without Node.js and MongoDB: pages, files, dynamic
 * imports, Cordova's manifests. Its clients find the publications and methods of the WAR by themselves, and load the page
 * again when the bundle is replaced.
 *
 * <pre>{@code
 * @WebServlet(urlPatterns = "/", initParams = @WebInitParam(name = "bundle", value = "/WEB-INF/bundle"))
 * public class Shop extends MeteorServlet {}
 * }</pre>
 *
 * <p>Or with this class itself, in {@code web.xml}. The servlet is mapped to one pattern, {@code /} or one as in
 * {@code /shop/*}; a WAR may have several. The init parameter {@code bundle} is the folder of {@code star.json}, in the WAR
 * below {@code /WEB-INF/}, or anywhere; the others are those of Meteor's environment, such as {@code METEOR_SETTINGS} and
 * {@code ROOT_URL}, and the few that {@code docs/meteor.md} lists. What the server has not been given as an init parameter
 * it looks for in the configuration.
 *
 * <p>What the program's manifest does not name is not served, and source maps are not: nothing of the server's program.
 */
public class MeteorServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private static final Set<String> NO_PAGES = Set.of("/favicon.ico", "/robots.txt", "/app.manifest");

    private transient Application application;

    /** The container makes it. */
    public MeteorServlet() {}

    @Override
    public void init() {
        application = CDI.current()
                .select(Applications.class)
                .get()
                .open(getServletContext(), getServletContext().getServletRegistration(getServletName()));
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Served served = application.served();
        Target target = Target.of(served.bundle(), path(request), request.getHeader("User-Agent"));
        if (target.path().equals(DynamicImports.PATH)) {
            new DynamicImports(served.bundle(), target).answer(request, response);
            return;
        }
        switch (request.getMethod()) {
            case "GET", "HEAD" -> read(served, target, request, response);
            case "OPTIONS" -> refuse(HttpServletResponse.SC_OK, response);
            default -> refuse(HttpServletResponse.SC_METHOD_NOT_ALLOWED, response);
        }
    }

    private static String path(HttpServletRequest request) {
        boolean isBelow = request.getHttpServletMapping().getMappingMatch() == MappingMatch.PATH;
        String path = isBelow ? request.getPathInfo() : request.getServletPath();
        return path == null || path.isEmpty() ? "/" : path;
    }

    private static void refuse(int status, HttpServletResponse response) {
        response.setStatus(status);
        response.setHeader("Allow", "OPTIONS, GET, HEAD");
        response.setContentLength(0);
    }

    private void read(Served served, Target target, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Answer answer = new Answer(request, response);
        Program program = served.bundle().programs().get(target.arch());
        Resource resource = served.resource(target);
        // Whether or not the application has a file of that name too.
        if (program != null && path(request).equals(Program.prefix(target.arch()) + "/manifest.json")) {
            answer.sendJson(
                    served.manifest(program),
                    served.versions().get(target.arch()).version());
        } else if (resource != null) {
            send(resource, target, answer);
        } else {
            sendPage(served.page(target.arch(), request), target, request, response);
        }
    }

    private void send(Resource resource, Target target, Answer answer) throws IOException {
        try {
            answer.send(resource, getServletContext().getMimeType(target.path()));
        } catch (FileNotFoundException e) {
            // Replaced, and not read again yet.
            application.outdate();
            answer.missing();
        }
    }

    private static void sendPage(
            @Nullable Page page, Target target, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Answer answer = new Answer(request, response);
        String query = request.getQueryString() == null ? "" : "&" + request.getQueryString();
        if (query.contains("&meteor_css_resource")) {
            // A page whose style sheet is not there any more is better off with one that says so than with an error.
            answer.send(HttpServletResponse.SC_OK, "text/css", ".meteor-css-not-found-error { width: 0px;}");
        } else if (page == null
                || query.contains("&meteor_js_resource")
                || query.contains("&meteor_dont_serve_index")
                || NO_PAGES.contains(target.path())
                || target.path().endsWith(".map")) {
            answer.missing();
        } else {
            // Which program a page is of, its client decides.
            response.setHeader("Vary", "User-Agent");
            if (target.path().equals(Page.CONFIG_SCRIPT)) {
                answer.send(HttpServletResponse.SC_OK, "application/javascript", page.configScript());
            } else {
                answer.send(HttpServletResponse.SC_OK, "text/html", page.html());
            }
        }
    }
}
