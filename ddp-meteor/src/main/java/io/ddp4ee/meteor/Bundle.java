package io.ddp4ee.meteor;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import jakarta.annotation.Nullable;

import io.ddp4ee.meteor.BundleFiles.Mark;

/**
 * What {@code meteor build} has made, read as a whole.
 *
 * @param appId null if the bundle does not tell
 * @param programs by their architectures, the preferred first
 * @param marks of the files that tell of the others
 */
record Bundle(
        @Nullable String meteorRelease,
        @Nullable String gitCommitHash,
        @Nullable String appId,
        Map<String, Program> programs,
        Map<String, Mark> marks) {

    /** What a client is given, and whose files it may be given in its place: those of the others. */
    List<Program> programs(String arch) {
        Stream<Program> first = Stream.ofNullable(programs.get(arch));
        Stream<Program> others =
                programs.values().stream().filter(program -> !program.arch().equals(arch));
        return Stream.concat(first, others).toList();
    }

    /** The file at an address, of this program if it has it; null if there is none. */
    @Nullable
    Resource resource(Target target) {
        return programs(target.arch()).stream()
                .map(program -> program.byLocation().get(target.path()))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** As {@link #resource}, for a module that is imported. */
    @Nullable
    Resource module(Target target, String id) {
        return programs(target.arch()).stream()
                .map(program -> program.module(id))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }
}
