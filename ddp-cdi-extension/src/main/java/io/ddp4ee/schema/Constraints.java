package io.ddp4ee.schema;

import java.math.BigDecimal;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Negative;
import jakarta.validation.constraints.NegativeOrZero;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;

/** What Bean Validation says of a value. Apart, because its classes need not be there. */
final class Constraints {

    private final Annotations annotations;
    private Schema schema;

    private Constraints(Annotations annotations, Schema schema) {
        this.annotations = annotations;
        this.schema = schema;
    }

    static boolean forbidNull(Annotations annotations) {
        return annotations.has(NotNull.class) || annotations.has(NotEmpty.class) || annotations.has(NotBlank.class);
    }

    static Schema add(Annotations annotations, Schema schema) {
        Constraints constraints = new Constraints(annotations, schema);
        constraints.addSizes();
        constraints.addBounds();
        Digits digits = annotations.get(Digits.class);
        if (digits != null) {
            constraints.say("precision", digits.integer() + digits.fraction());
            constraints.say("scale", digits.fraction());
        }
        Pattern pattern = annotations.get(Pattern.class);
        if (pattern != null && pattern.flags().length == 0) {
            constraints.say("pattern", pattern.regexp());
        }
        if (annotations.has(Email.class)) {
            constraints.say("format", "email");
        }
        return constraints.schema;
    }

    private void addSizes() {
        boolean many = schema.isOfType("array");
        boolean text = schema.isOfType(Schema.STRING);
        Size size = annotations.get(Size.class);
        if (!many && !text) {
            return;
        }
        if (annotations.has(NotEmpty.class) || annotations.has(NotBlank.class)) {
            say(many ? "minItems" : "minLength", 1);
        }
        if (size != null && size.min() > 0) {
            say(many ? "minItems" : "minLength", size.min());
        }
        if (size != null && size.max() != Integer.MAX_VALUE) {
            say(many ? "maxItems" : "maxLength", size.max());
        }
    }

    private void addBounds() {
        Min min = annotations.get(Min.class);
        if (min != null) {
            say("minimum", new BigDecimal(min.value()));
        }
        Max max = annotations.get(Max.class);
        if (max != null) {
            say("maximum", new BigDecimal(max.value()));
        }
        DecimalMin decimalMin = annotations.get(DecimalMin.class);
        if (decimalMin != null) {
            say(decimalMin.inclusive() ? "minimum" : "exclusiveMinimum", new BigDecimal(decimalMin.value()));
        }
        DecimalMax decimalMax = annotations.get(DecimalMax.class);
        if (decimalMax != null) {
            say(decimalMax.inclusive() ? "maximum" : "exclusiveMaximum", new BigDecimal(decimalMax.value()));
        }
        addSigns();
    }

    private void addSigns() {
        if (annotations.has(Positive.class)) {
            say("exclusiveMinimum", 0);
        }
        if (annotations.has(PositiveOrZero.class)) {
            say("minimum", 0);
        }
        if (annotations.has(Negative.class)) {
            say("exclusiveMaximum", 0);
        }
        if (annotations.has(NegativeOrZero.class)) {
            say("maximum", 0);
        }
    }

    private void say(String word, Object value) {
        schema = schema.with(word, value);
    }
}
