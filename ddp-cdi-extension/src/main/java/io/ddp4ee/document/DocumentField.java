package io.ddp4ee.document;

import java.util.Map;

import jakarta.persistence.metamodel.Attribute;

/**
 * Where a field of a document, or of an object within it, comes from, for those that are an attribute's value.
 *
 * @param members the fields of the objects that it consists of, if it is an embeddable or a collection of such
 * @param isWhole whether these are all that the objects have, so that nothing is lost if they are replaced
 */
public record DocumentField(Attribute<?, ?> attribute, Map<String, DocumentField> members, boolean isWhole) {

    public DocumentField {
        members = Map.copyOf(members);
    }

    /** Whether it holds one object, with members. */
    public boolean isObject() {
        return !members.isEmpty() && !attribute.isCollection();
    }
}
