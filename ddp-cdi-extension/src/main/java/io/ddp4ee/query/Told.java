package io.ddp4ee.query;

import jakarta.annotation.Nullable;

/**
 * How often the subscribers of a query have been told of changes. All who have joined are told before it begins again, so that
 * each has been told this often, or once less if it is being told at this moment.
 *
 * @param version up to when they know now; null if they have not been told
 * @param before up to when they knew before
 */
record Told(long times, @Nullable Version version, @Nullable Version before) {

    static final Told NEVER = new Told(0, null, null);

    Told again(Version now) {
        return new Told(times + 1, now, version);
    }

    @Nullable
    Version version(long told) {
        return told == times ? version : before;
    }
}
