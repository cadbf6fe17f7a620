package io.ddp4ee.bus;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Who takes the notices that arrive at this server. */
public final class Notices {

    private static final Logger LOG = System.getLogger(Notices.class.getName());

    private final Map<String, NoticeReceiver> receivers = new ConcurrentHashMap<>();

    public void add(String topic, NoticeReceiver receiver) {
        receivers.put(topic, receiver);
    }

    public void received(List<Notice> notices) {
        for (Notice notice : notices) {
            NoticeReceiver receiver = receivers.get(notice.topic());
            // Another server of the cluster may know more.
            if (receiver != null) {
                run(notice.topic(), () -> receiver.received(notice.text()));
            }
        }
    }

    public void missed() {
        receivers.forEach((topic, receiver) -> run(topic, receiver::missed));
    }

    /** One that fails does not keep the others from being told, nor the live queries. */
    private static void run(String topic, Runnable receiver) {
        try {
            receiver.run();
        } catch (RuntimeException | Error e) {
            LOG.log(Level.ERROR, "A notice to " + topic + " was not taken", e);
        }
    }
}
