package io.ddp4ee.meteor;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;

import io.ddp4ee.LiveDocuments;
import io.ddp4ee.Param;
import io.ddp4ee.Publication;

/** All applications that are served from here. The container makes it, and servlets find theirs in it. */
@ApplicationScoped
class Applications {

    private static final Logger LOG = System.getLogger(Applications.class.getName());

    private static final long SECONDS_BETWEEN_LOOKS = 1;

    @Resource
    private ManagedScheduledExecutorService timer;

    private final List<Application> applications = new CopyOnWriteArrayList<>();

    /** By context path and servlet. Under the lock of this. */
    private final Map<String, Application> byServlet = new HashMap<>();

    private ScheduledFuture<?> looks;

    /**
     * Begins to serve what a servlet is configured to, unless it is served already.
     *
     * @throws IllegalArgumentException if it cannot be served; not every server ends a deployment for a checked exception
     */
    synchronized Application open(ServletContext context, ServletRegistration servlet) {
        String key = context.getContextPath() + " " + servlet.getName();
        Application application = byServlet.get(key);
        if (application == null) {
            application = create(context, servlet);
            byServlet.put(key, application);
            applications.add(application);
            if (application.mayChange() && looks == null) {
                looks = timer.scheduleWithFixedDelay(
                        this::look, SECONDS_BETWEEN_LOOKS, SECONDS_BETWEEN_LOOKS, TimeUnit.SECONDS);
            }
        }
        return application;
    }

    private Application create(ServletContext context, ServletRegistration servlet) {
        Settings settings = new Settings(servlet.getName(), servlet.getInitParameters(), Settings.ofApplication());
        try {
            Place place = Place.of(context.getContextPath(), servlet.getMappings(), settings);
            Application created = new Application(files(context, settings), place);
            for (Application other : applications) {
                if (other.appId().equals(created.appId())) {
                    throw new IllegalArgumentException("Servlets " + other.servlet() + " and " + settings.servlet()
                            + " both serve an application with the id " + created.appId()
                            + ", and clients could not tell their versions apart: give one of them another with the init"
                            + " parameter " + Setting.APP_ID.parameter());
                }
            }
            return created;
        } catch (BundleException e) {
            throw new IllegalArgumentException("Servlet " + servlet.getName() + ": " + e.getMessage(), e);
        }
    }

    private static BundleFiles files(ServletContext context, Settings settings) {
        String path = settings.get(Setting.BUNDLE)
                .orElseThrow(() -> new IllegalArgumentException(
                        "Servlet " + settings.servlet() + ": the init parameter " + Setting.BUNDLE.parameter()
                                + " has to be the folder of star.json, as in /WEB-INF/bundle or /srv/shop/bundle"));
        String folder = path.replaceAll("/+(" + BundleReader.ROOT.replace(".", "\\.") + ")?$", "");
        if (!folder.startsWith("/WEB-INF/")) {
            return new FolderFiles(Path.of(folder));
        }
        String unpacked = context.getRealPath(folder);
        return unpacked != null && Files.isDirectory(Path.of(unpacked))
                ? new FolderFiles(Path.of(unpacked))
                : new ArchivedFiles(context, folder);
    }

    private void look() {
        for (Application application : applications) {
            try {
                application.look();
            } catch (RuntimeException e) {
                // An exception would be the end of all looks.
                LOG.log(Level.ERROR, "Servlet " + application.servlet() + " cannot look at its bundle", e);
            }
        }
    }

    /** The versions of the client's own application; of the only one, if it does not say which is its own. */
    @Produces
    @Publication(ClientVersions.NAME)
    List<LiveDocuments> clientVersions(@Param Optional<String> appId) {
        List<Application> all = new ArrayList<>(applications);
        return all.stream()
                .filter(application -> appId.map(application.appId()::equals).orElse(all.size() == 1))
                .map(Application::versions)
                .toList();
    }

    @PreDestroy
    synchronized void stop() {
        if (looks != null) {
            looks.cancel(false);
        }
    }
}
