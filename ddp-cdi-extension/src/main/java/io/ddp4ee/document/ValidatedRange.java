package io.ddp4ee.document;

import jakarta.persistence.metamodel.Attribute;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;

import io.ddp4ee.persistence.Members;

/** What Bean Validation says of a number's range. Apart, because its classes need not be there. */
final class ValidatedRange {

    private ValidatedRange() {}

    /** 0 if nothing is said. */
    static int digits(Attribute<?, ?> attribute) {
        return Members.annotation(attribute, Digits.class)
                .map(digits -> digits.integer() + digits.fraction())
                .orElse(0);
    }

    static boolean isWithin(Attribute<?, ?> attribute, long largest) {
        boolean above = Members.annotation(attribute, Max.class)
                .filter(max -> max.value() <= largest)
                .isPresent();
        boolean below = Members.annotation(attribute, Positive.class).isPresent()
                || Members.annotation(attribute, PositiveOrZero.class).isPresent()
                || Members.annotation(attribute, Min.class)
                        .filter(min -> min.value() >= -largest)
                        .isPresent();
        return above && below;
    }
}
