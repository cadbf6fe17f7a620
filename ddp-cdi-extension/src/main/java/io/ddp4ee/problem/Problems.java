package io.ddp4ee.problem;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.ddp4ee.jpql.JpqlException;

/** Gathers the mistakes of one phase, to report all of them at once. */
public final class Problems {

    private static final Logger LOG = System.getLogger(Problems.class.getName());

    private final Set<String> messages = new LinkedHashSet<>();

    /** @param message names the class, the member and what to do */
    public synchronized void add(String message) {
        messages.add(message);
    }

    /** Runs what finds mistakes one at a time. */
    public void collect(String place, Runnable check) {
        try {
            check.run();
        } catch (JpqlException e) {
            add(place + ": " + e.getMessage());
        } catch (IllegalArgumentException | IllegalStateException e) {
            add(place + ": " + e);
        }
    }

    public synchronized List<String> all() {
        return new ArrayList<>(messages);
    }

    /** What to refuse the deployment with, if there is anything; it is logged too, as not every server shows it. */
    public synchronized Optional<DeploymentRefusedException> refusal() {
        if (messages.isEmpty()) {
            return Optional.empty();
        }
        String count = messages.size() == 1 ? "a mistake" : messages.size() + " mistakes";
        String text = "ddp4ee has found " + count + " in this application:\n  - " + String.join("\n  - ", messages);
        LOG.log(Level.ERROR, text);
        return Optional.of(new DeploymentRefusedException(text));
    }

    /** @throws DeploymentRefusedException if there is anything to refuse the deployment with */
    public void throwIfAny() {
        refusal().ifPresent(refusal -> {
            throw refusal;
        });
    }
}
