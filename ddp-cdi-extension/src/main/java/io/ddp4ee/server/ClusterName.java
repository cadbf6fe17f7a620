package io.ddp4ee.server;

import io.ddp4ee.config.Config;
import io.ddp4ee.config.ConfigKey;
import io.ddp4ee.persistence.PersistenceXml.Declaration;
import io.ddp4ee.unit.DatabaseFacts;

/** What the servers of one application know each other by. */
final class ClusterName {

    private ClusterName() {}

    /**
     * The name of one unit's cluster.
     *
     * @param several whether the application has more than one unit; what is configured names the application
     */
    static String of(Declaration unit, DatabaseFacts database, Config config, boolean several) {
        String configured = config.get(ConfigKey.CLUSTER);
        if (!configured.isEmpty()) {
            return several ? configured + "_" + unit.name() : configured;
        }
        boolean elsewhere = database.schema() != null && !database.schema().equals("public");
        return elsewhere ? unit.name() + "_" + database.schema() : unit.name();
    }
}
