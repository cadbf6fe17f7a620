package io.ddp4ee.logs;

import java.util.ArrayList;
import java.util.List;

/** What is to be sent to the other servers with the next notice. Safe for use by several threads. */
final class Parcel {

    private final int most;
    private final List<Shown> records = new ArrayList<>();
    private long characters;
    private long dropped;

    /** @param most characters, roughly */
    Parcel(int most) {
        this.most = most;
    }

    synchronized void add(List<Shown> more) {
        for (Shown one : more) {
            if (characters + one.weight() > most) {
                dropped++;
            } else {
                records.add(one);
                characters += one.weight();
            }
        }
    }

    /** They have not been sent after all. */
    synchronized void lost(int count) {
        dropped += count;
    }

    synchronized boolean isEmpty() {
        return records.isEmpty() && dropped == 0;
    }

    /** Takes out all, with one more for those that had no room. */
    synchronized List<Shown> take(String id, String server) {
        List<Shown> all = new ArrayList<>(records);
        if (dropped > 0) {
            all.add(Shown.dropped(id, server, dropped));
        }
        records.clear();
        characters = 0;
        dropped = 0;
        return all;
    }
}
