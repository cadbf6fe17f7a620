package io.ddp4ee.message;

import java.util.LinkedHashMap;
import java.util.Map;

import jakarta.annotation.Nullable;

/**
 * An error as a client is told it.
 *
 * @param error a number or a short name
 * @param details an EJSON value, printed as plain JSON: Meteor encodes nothing here
 */
public record DdpError(
        Object error, @Nullable String reason, @Nullable Object details) {

    public DdpError(Object error, @Nullable String reason) {
        this(error, reason, null);
    }

    public static DdpError internal() {
        return new DdpError(500L, "Internal server error");
    }

    public static DdpError matchFailed() {
        return new DdpError(400L, "Match failed");
    }

    /** In the order of Meteor's members. */
    Map<String, Object> members() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("isClientSafe", true);
        members.put("error", error);
        if (reason != null) {
            members.put("reason", reason);
        }
        if (details != null) {
            members.put("details", details);
        }
        members.put("message", reason == null || reason.isEmpty() ? "[" + error + "]" : reason + " [" + error + "]");
        members.put("errorType", "Meteor.Error");
        return members;
    }
}
