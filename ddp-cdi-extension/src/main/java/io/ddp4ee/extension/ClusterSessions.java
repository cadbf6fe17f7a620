package io.ddp4ee.extension;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.ddp4ee.DdpSessions;
import io.ddp4ee.session.SessionCommand;
import io.ddp4ee.session.SessionCommand.Action;
import io.ddp4ee.session.SessionCommand.By;

/** Commands the sessions of all servers. */
@ApplicationScoped
class ClusterSessions implements DdpSessions {

    @Inject
    private DdpServer server;

    @Override
    public Group of(String userId) {
        return new Some(By.USER, userId);
    }

    @Override
    public Group tiedTo(String key) {
        return new Some(By.TIE, key);
    }

    private final class Some implements Group {

        private final By by;
        private final String key;

        Some(By by, String key) {
            if (key == null) {
                throw new IllegalArgumentException("Sessions of nobody, or tied to nothing, cannot be told apart: give"
                        + " the id of a user, or a key, not null");
            }
            this.by = by;
            this.key = key;
        }

        @Override
        public void refresh() {
            server.tell(new SessionCommand(Action.REFRESH, by, key).notice());
        }

        @Override
        public void close() {
            server.tell(new SessionCommand(Action.CLOSE, by, key).notice());
        }
    }
}
