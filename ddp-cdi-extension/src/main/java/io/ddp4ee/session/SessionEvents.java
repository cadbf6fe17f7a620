package io.ddp4ee.session;

import io.ddp4ee.DdpSession;

/** Is told of sessions, on a thread that may wait. */
public interface SessionEvents {

    void opened(DdpSession session);

    void closed(DdpSession session);
}
