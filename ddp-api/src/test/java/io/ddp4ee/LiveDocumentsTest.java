package io.ddp4ee;

import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LiveDocumentsTest {

    private static final long PATIENCE_SECONDS = 10;

    private final LiveDocuments levels = LiveDocuments.in("level");
    private final List<String> told = new ArrayList<>();
    private final Recorder recorder = new Recorder();

    private class Recorder implements LiveDocuments.Follower {
        @Override
        public Runnable put(String id, Object fields) {
            return () -> told.add("put " + id + " " + fields);
        }

        @Override
        public void removed(String id) {
            told.add("removed " + id);
        }
    }

    @Test
    void follower_isGivenWhatThereIs_andToldOfEachChange() {
        levels.put("a", Map.of("price", 1));
        levels.put("b", Map.of("price", 1));
        levels.remove("b");

        assertThat(levels.follow(recorder)).isEqualTo(Map.of("a", Map.of("price", 1)));
        levels.put("a", Map.of("price", 2));
        levels.remove("a");
        levels.remove("a");
        levels.unfollow(recorder);
        levels.put("a", Map.of("price", 3));

        assertThat(told).containsExactly("put a {price=2}", "removed a");
    }

    @Test
    void mapsCollectionsAndArrays_areCopied() {
        Date date = new Date(5);
        int[] numbers = {1};
        List<Object> list = new ArrayList<>(List.of(date));
        Map<String, Object> inner = new TreeMap<>(Map.of("list", list));
        Map<String, Object> fields = new TreeMap<>(Map.of("inner", inner, "numbers", numbers));
        fields.put("array", new Object[] {inner, null});
        levels.put("a", fields);

        date.setTime(6);
        numbers[0] = 2;
        list.add("more");
        inner.put("more", 1);
        fields.clear();

        Map<?, ?> kept = (Map<?, ?>) levels.follow(recorder).get("a");
        assertThat(kept.get("inner")).isEqualTo(Map.of("list", List.of(new Date(5))));
        assertThat(kept.get("numbers")).isEqualTo(new int[] {1});
        assertThat(kept.get("array")).isEqualTo(new Object[] {Map.of("list", List.of(new Date(5))), null});
    }

    @Test
    void objects_areTakenAsTheyAre() {
        Object level = new Object();
        levels.put("a", level);

        assertThat(levels.follow(recorder).get("a")).isSameAs(level);
    }

    static List<Object> noObjects() {
        return List.of("text", 1, true, 'c', TimeUnit.DAYS, new Date(), List.of(), new int[0]);
    }

    @ParameterizedTest
    @MethodSource("noObjects")
    void whatIsNoObject_isRefused(Object fields) {
        assertThatThrownBy(() -> levels.put("a", fields))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The fields of document a of level are an object: put a Map or what JSON-B writes as one,"
                        + " not a " + fields.getClass().getName());
        assertThat(levels.follow(recorder)).isEmpty();
    }

    @Test
    void null_isRefused() {
        assertThatThrownBy(() -> levels.put("a", null)).hasMessageEndingWith("not null");
        assertThatThrownBy(() -> levels.put(null, Map.of())).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> LiveDocuments.in(" ")).hasMessageContaining("needs a name");
    }

    @Test
    void whatAFollowerRefuses_isNotPut() {
        levels.follow(recorder);
        levels.follow(new Recorder() {
            @Override
            public Runnable put(String id, Object fields) {
                throw new IllegalStateException("no");
            }
        });

        assertThatThrownBy(() -> levels.put("a", Map.of())).hasMessage("no");
        assertThat(told).isEmpty();
        assertThat(levels.follow(recorder)).isEmpty();
    }

    @Test
    void followerThatComesWhileAnotherPrepares_isToldOrGivenIt() {
        Recorder late = new Recorder();
        List<Map<String, Object>> given = new ArrayList<>();
        levels.follow(new Recorder() {
            @Override
            public Runnable put(String id, Object fields) {
                if (given.isEmpty()) {
                    // Prepared for without the lock: another thread gets on.
                    given.add(CompletableFuture.supplyAsync(() -> levels.follow(late))
                            .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                            .join());
                }
                return () -> {};
            }
        });

        levels.put("a", Map.of("price", 1));

        assertThat(given).containsExactly(Map.of());
        assertThat(told).containsExactly("put a {price=1}");
    }
}
