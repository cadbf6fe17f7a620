package io.ddp4ee.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.ddp4ee.binding.EjsonText;
import io.ddp4ee.binding.MatchFailedException;
import io.ddp4ee.config.Config;
import io.ddp4ee.config.ConfigKey;
import io.ddp4ee.method.MethodDefinition;
import io.ddp4ee.schema.ApplicationSchema;
import io.ddp4ee.security.Access;

/** What the server has for those who develop or look after the application, if its settings say so. */
final class BuiltIns {

    private final Config config;

    BuiltIns(Config config) {
        this.config = config;
    }

    List<MethodDefinition> methods(ApplicationSchema schema) {
        List<MethodDefinition> methods = new ArrayList<>();
        String role = config.getOrNull(ConfigKey.SCHEMA_ROLE);
        if (role != null) {
            EjsonText text = new EjsonText(schema.json());
            methods.add(new MethodDefinition(
                    "schema", true, ConfigKey.SCHEMA_ROLE.key(), onlyFor(role), (session, parameters) -> {
                        if (!parameters.isEmpty()) {
                            throw new MatchFailedException("The method schema has no parameters");
                        }
                        return text;
                    }));
        }
        return methods;
    }

    private static Access onlyFor(String role) {
        return new Access(false, Set.of(role));
    }
}
