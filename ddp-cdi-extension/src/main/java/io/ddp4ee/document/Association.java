package io.ddp4ee.document;

import jakarta.persistence.ElementCollection;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.metamodel.Attribute;

import io.ddp4ee.persistence.Members;

/** What the annotations of an association say, which the metamodel does not. */
final class Association {

    private Association() {}

    /** Whether the other side holds it, so that a change of it is no change of this row. */
    static boolean isInverse(Attribute<?, ?> attribute) {
        return Members.annotation(attribute, OneToOne.class)
                        .filter(a -> !a.mappedBy().isEmpty())
                        .isPresent()
                || Members.annotation(attribute, OneToMany.class)
                        .filter(a -> !a.mappedBy().isEmpty())
                        .isPresent()
                || Members.annotation(attribute, ManyToMany.class)
                        .filter(a -> !a.mappedBy().isEmpty())
                        .isPresent();
    }

    /** Whether a to-many association is known to be held by this side; one that is mapped in XML is not. */
    static boolean isOwnedToMany(Attribute<?, ?> attribute) {
        boolean annotated = Members.annotation(attribute, OneToMany.class).isPresent()
                || Members.annotation(attribute, ManyToMany.class).isPresent();
        return annotated && !isInverse(attribute);
    }

    /** Whether the foreign key stands in the rows of the other side, though this side holds the association. */
    static boolean isHeldByTarget(Attribute<?, ?> attribute) {
        return Members.annotation(attribute, OneToMany.class).isPresent()
                && Members.annotation(attribute, JoinColumn.class).isPresent()
                && !isInverse(attribute);
    }

    static boolean isElementCollection(Attribute<?, ?> attribute) {
        return attribute.getPersistentAttributeType() == Attribute.PersistentAttributeType.ELEMENT_COLLECTION
                || Members.annotation(attribute, ElementCollection.class).isPresent();
    }

    static boolean isOrdered(Attribute<?, ?> attribute) {
        return Members.annotation(attribute, OrderColumn.class).isPresent();
    }
}
