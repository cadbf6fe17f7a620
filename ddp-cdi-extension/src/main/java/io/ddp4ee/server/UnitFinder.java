package io.ddp4ee.server;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.naming.NamingException;
import javax.sql.DataSource;

import io.ddp4ee.container.Jndi;
import io.ddp4ee.declaration.UnitReference;
import io.ddp4ee.persistence.PersistenceXml.Declaration;
import io.ddp4ee.problem.Problems;

/** Finds the persistence units that the application injects, and their data sources. */
final class UnitFinder {

    private static final Logger LOG = System.getLogger(UnitFinder.class.getName());

    private static final String DEFAULT_DATA_SOURCE = "java:comp/DefaultDataSource";

    private final Map<String, Declaration> declared;
    private final Problems problems;

    UnitFinder(Map<String, Declaration> declared, Problems problems) {
        this.declared = declared;
        this.problems = problems;
    }

    List<FoundUnit> find(Iterable<UnitReference> references) {
        Map<String, FoundUnit> found = new LinkedHashMap<>();
        for (UnitReference reference : references) {
            Declaration declaration = declaration(reference);
            if (declaration != null && !found.containsKey(declaration.name()) && isBound(reference)) {
                DataSource dataSource = dataSource(declaration);
                if (dataSource != null) {
                    found.put(declaration.name(), new FoundUnit(declaration, reference.jndiName(), dataSource));
                }
            }
        }
        return List.copyOf(found.values());
    }

    private Declaration declaration(UnitReference reference) {
        if (!reference.unitName().isEmpty()) {
            return declared.get(reference.unitName());
        }
        return declared.size() == 1 ? declared.values().iterator().next() : null;
    }

    /** A class may name a unit and be no component of which the container takes care. */
    private static boolean isBound(UnitReference reference) {
        try {
            return Jndi.lookup("java:comp/env/" + reference.jndiName()) != null;
        } catch (NamingException e) {
            return false;
        }
    }

    /** Null for a unit that has none of the container's: it gets its connections as it likes, and is none of ours. */
    private DataSource dataSource(Declaration declaration) {
        String name = declaration.dataSource() == null ? DEFAULT_DATA_SOURCE : declaration.dataSource();
        try {
            return Jndi.dataSource(name);
        } catch (NamingException e) {
            if (declaration.dataSource() == null) {
                LOG.log(
                        Level.INFO,
                        "Persistence unit \"" + declaration.name() + "\" names no data source: it is not served");
            } else {
                problems.add("Persistence unit \"" + declaration.name() + "\": its data source " + name
                        + " cannot be looked up (" + e.getMessage()
                        + "): name one in persistence.xml that is defined.");
            }
            return null;
        }
    }
}
