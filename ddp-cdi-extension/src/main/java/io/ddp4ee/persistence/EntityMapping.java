package io.ddp4ee.persistence;

import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

import jakarta.persistence.metamodel.EntityType;

/**
 * A table beside the entity's has what its documents are known by.
 *
 * @param entity at the root of its hierarchy
 * @param key one number or text, for which there is a column each
 */
record EntityMapping(EntityType<?> entity, EntityKey key) implements EntityId {

    private static final Set<Class<?>> NUMBERS =
            Set.of(Long.class, long.class, Integer.class, int.class, Short.class, short.class);

    private static final String ALIAS = "mapped_";

    /** @throws IllegalArgumentException if its key cannot be in the table */
    static EntityMapping of(EntityType<?> entity, EntityTypes entities) {
        EntityKey key = entities.keyOf(entity);
        Class<?> type = key.parts().get(0).type();
        if (entities.named(ObjectMapping.NAME) == null) {
            throw new IllegalArgumentException(
                    "The documents of " + entity.getName() + " are to be known by a mapping, of"
                            + " which the persistence unit has no table: add"
                            + " <mapping-file>META-INF/ddp-mapping-orm.xml</mapping-file> to it in persistence.xml");
        }
        if (!key.isSimple() || !(NUMBERS.contains(type) || type == String.class)) {
            throw new IllegalArgumentException("The documents of " + entity.getName() + " cannot be known by a mapping,"
                    + " since its key is neither one whole number nor one string: let them be known by the key, or by an"
                    + " attribute");
        }
        return new EntityMapping(entity, key);
    }

    @Override
    public List<KeyPart> parts() {
        return List.of(new KeyPart(List.of("documentId"), List.of(), String.class));
    }

    @Override
    public boolean isMapped() {
        return true;
    }

    private boolean isNumber() {
        return NUMBERS.contains(key.parts().get(0).type());
    }

    /** Of the attribute that has the key. */
    String attribute() {
        return isNumber() ? "numberKey" : "textKey";
    }

    String column() {
        return isNumber() ? "number_key" : "text_key";
    }

    /** As the table has it. */
    Object value(Object keyValue) {
        return keyValue instanceof Number number ? (Object) number.longValue() : keyValue;
    }

    @Override
    public List<String> expressions(UnaryOperator<String> selected) {
        return List.of("(select " + ALIAS + ".documentId" + rows(selected.apply(keyPath())) + ")");
    }

    @Override
    public String compared(String reference, UnaryOperator<String> comparison) {
        return "exists (select " + ALIAS + ".documentId" + rows(reference + "." + keyPath()) + " and "
                + comparison.apply(ALIAS + ".documentId") + ")";
    }

    private String keyPath() {
        return String.join(".", key.parts().get(0).path());
    }

    private String rows(String keyExpression) {
        return " from " + ObjectMapping.NAME + " " + ALIAS + " where " + ALIAS + ".entity = '" + entity.getName()
                + "' and " + ALIAS + "." + attribute() + " = " + keyExpression;
    }
}
