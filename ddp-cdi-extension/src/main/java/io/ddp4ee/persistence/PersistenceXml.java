package io.ddp4ee.persistence;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

import jakarta.annotation.Nullable;

import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * What the application's persistence.xml files declare. Persistence tells a running unit neither its name nor its data
 * source nor its mapping files, so they are read where the application wrote them.
 */
public final class PersistenceXml {

    /**
     * One persistence unit.
     *
     * @param name as declared
     * @param jtaDataSource the JNDI name; null for the container's default
     * @param nonJtaDataSource the JNDI name, or null
     * @param mappingFiles as declared
     * @param isResourceLocal whether transactions are the entity manager's, not the container's
     */
    public record Declaration(
            String name,
            @Nullable String jtaDataSource,
            @Nullable String nonJtaDataSource,
            List<String> mappingFiles,
            boolean isResourceLocal) {

        /** The data source that its transactions use; null for the container's default. */
        @Nullable
        public String dataSource() {
            return isResourceLocal && nonJtaDataSource != null ? nonJtaDataSource : jtaDataSource;
        }
    }

    private static final String RESOURCE = "META-INF/persistence.xml";

    private PersistenceXml() {}

    /**
     * All units that a class loader sees, by name.
     *
     * @throws IllegalStateException if a file cannot be read
     */
    public static Map<String, Declaration> read(ClassLoader loader) {
        Map<String, Declaration> units = new LinkedHashMap<>();
        try {
            for (URL file : Collections.list(loader.getResources(RESOURCE))) {
                try (InputStream stream = file.openStream()) {
                    for (Element unit : elements(parse(stream).getDocumentElement(), "persistence-unit")) {
                        units.putIfAbsent(unit.getAttribute("name"), declaration(unit));
                    }
                } catch (IOException | SAXException | ParserConfigurationException e) {
                    throw new IllegalStateException("Cannot read " + file + ": " + e.getMessage(), e);
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("Cannot look for " + RESOURCE, e);
        }
        return units;
    }

    private static Document parse(InputStream stream) throws ParserConfigurationException, IOException, SAXException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder().parse(stream);
    }

    private static Declaration declaration(Element unit) {
        String jta = text(unit, "jta-data-source", "jakarta.persistence.jtaDataSource");
        String nonJta = text(unit, "non-jta-data-source", "jakarta.persistence.nonJtaDataSource");
        String type = unit.getAttribute("transaction-type");
        List<String> mappingFiles = elements(unit, "mapping-file").stream()
                .map(file -> file.getTextContent().strip())
                .toList();
        return new Declaration(unit.getAttribute("name"), jta, nonJta, mappingFiles, type.equals("RESOURCE_LOCAL"));
    }

    /** An element's text, or a property that may stand for it. */
    private static String text(Element parent, String name, String property) {
        for (Element found : elements(parent, name)) {
            return found.getTextContent().strip();
        }
        for (Element found : elements(parent, "property")) {
            if (found.getAttribute("name").equals(property)) {
                return found.getAttribute("value").strip();
            }
        }
        return null;
    }

    private static List<Element> elements(Element parent, String name) {
        List<Element> elements = new ArrayList<>();
        NodeList nodes = parent.getElementsByTagNameNS("*", name);
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }
}
