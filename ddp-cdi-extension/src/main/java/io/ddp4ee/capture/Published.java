package io.ddp4ee.capture;

import java.util.List;
import java.util.Set;

import io.ddp4ee.bus.Notice;

/**
 * What a transaction of this server has published; it need not have committed.
 *
 * @param transaction its {@code pg_current_xact_id()}
 * @param entities the entities of which rows changed
 */
public record Published(long transaction, Set<String> entities, List<Notice> notices) {}
