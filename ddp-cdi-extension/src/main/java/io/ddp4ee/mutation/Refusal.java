package io.ddp4ee.mutation;

import io.ddp4ee.DdpException;

/** What clients are told of a write that is not made, in Meteor's words where it has any. */
final class Refusal {

    private Refusal() {}

    static DdpException denied() {
        return new DdpException(403, "Access denied");
    }

    static DdpException noRules(String method) {
        return new DdpException(
                403, "Access denied. No allow validators set on restricted collection for method '" + method + "'.");
    }

    static DdpException notById(String method) {
        return new DdpException(403, "Not permitted. Untrusted code may only " + method + " documents by ID.");
    }

    static DdpException replacement() {
        return new DdpException(
                403,
                "Access denied. In a restricted collection you can only update documents, not replace them. Use a Mongo"
                        + " update operator, such as '$set'.");
    }

    static DdpException operator(String operator) {
        return new DdpException(
                403, "Access denied. Operator " + operator + " not allowed in a restricted collection.");
    }

    static DdpException upsert() {
        return new DdpException(403, "Access denied. Upserts not allowed in a restricted collection.");
    }

    /** Whether there is no such attribute, or one that is not sent, is not told. */
    static DdpException field(String field) {
        return new DdpException(403, "Access denied. Field '" + field + "' cannot be written.");
    }

    /** What MongoDB would answer with an error: the operator does not fit the value. */
    static DdpException unfit(String operator, String path) {
        return new DdpException(409, "Operator " + operator + " does not fit '" + path + "'.");
    }

    /** Likewise: of what two operators write, one would be lost. */
    static DdpException conflict(String operator, String path) {
        return new DdpException(409, "Operator " + operator + " is in conflict with another over '" + path + "'.");
    }

    /** The database's own words are nothing for clients. */
    static DdpException database() {
        return new DdpException(409, "The database has refused the change.");
    }
}
