package io.ddp4ee.meteor;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;

import jakarta.annotation.Nullable;

import io.ddp4ee.LiveDocuments;
import io.ddp4ee.meteor.BundleFiles.Mark;

/** The application that one servlet serves. Safe for use by several threads. */
final class Application {

    private static final Logger LOG = System.getLogger(Application.class.getName());

    private final BundleFiles files;
    private final Place place;
    private final String appId;
    private final ClientVersions versions = new ClientVersions();
    private volatile Served served;

    /** Those of the files that a look has found, which the next has to find again; only for {@link #look}. */
    @Nullable
    private Map<String, Mark> found;

    /** What was last wrong; only for {@link #look}. */
    @Nullable
    private String problem;

    private volatile boolean isOutdated;

    /** @throws BundleException if the bundle cannot be served */
    Application(BundleFiles files, Place place) throws BundleException {
        this.files = files;
        this.place = place;
        Bundle bundle = BundleReader.read(files);
        // Two places are two applications, if nothing says otherwise.
        this.appId = place.settings()
                .get(Setting.APP_ID)
                .orElse(bundle.appId() != null ? bundle.appId() : place.contextPath() + place.mapping());
        serve(bundle);
    }

    private void serve(Bundle bundle) {
        Served before = served;
        Served now = Served.of(bundle, before == null ? null : before.bundle(), place, appId);
        // Before its versions: who hears of them, and asks for the page again, gets this one.
        served = now;
        versions.put(now);
        if (before != null) {
            before.versions().keySet().stream()
                    .filter(arch -> !now.versions().containsKey(arch))
                    .forEach(versions::remove);
        }
        LOG.log(
                Level.INFO,
                "Servlet {0} serves the Meteor application {1} to {2} from {3}",
                servlet(),
                appId,
                now.versions().keySet(),
                files);
    }

    String appId() {
        return appId;
    }

    String servlet() {
        return place.settings().servlet();
    }

    LiveDocuments versions() {
        return versions.documents();
    }

    /** As it is now; whoever has begun with it goes on with it. */
    Served served() {
        return served;
    }

    boolean mayChange() {
        return files.mayChange();
    }

    /** A file was found to be another than the one that was read. */
    void outdate() {
        isOutdated = true;
    }

    /**
     * Looks whether another bundle has taken the place of the one that is served, and if so serves that: as a whole, when
     * nothing of it is missing or is still being written. Called by one thread at a time, from time to time.
     */
    void look() {
        try {
            if (!isOutdated && BundleReader.isCurrent(files, served.bundle().marks())) {
                found = null;
                return;
            }
            Bundle bundle = BundleReader.read(files);
            // Not of the first look: it may be a pause of whoever writes.
            if (bundle.marks().equals(found)) {
                isOutdated = false;
                found = null;
                serve(bundle);
            } else {
                found = bundle.marks();
            }
            problem = null;
        } catch (BundleException | IOException e) {
            found = null;
            if (!e.toString().equals(problem)) {
                problem = e.toString();
                LOG.log(Level.INFO, "Servlet {0} goes on with what it has read before: {1}", servlet(), e.getMessage());
            }
        }
    }
}
