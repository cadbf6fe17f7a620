package io.ddp4ee.benchmarks.floor;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;

/** All who are connected. */
@ApplicationScoped
public class Members {

    private final Set<Member> all = ConcurrentHashMap.newKeySet();

    void add(Member member) {
        all.add(member);
    }

    void remove(Member member) {
        all.remove(member);
    }

    void broadcast(String text) {
        all.forEach(member -> member.send(text));
    }
}
