package io.ddp4ee.binding;

import java.io.StringReader;
import java.util.Collection;
import java.util.Map;

import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import jakarta.json.bind.serializer.JsonbSerializer;
import jakarta.json.bind.serializer.SerializationContext;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonGenerator;

import io.ddp4ee.ejson.CustomTypes;
import io.ddp4ee.ejson.Ejson;
import io.ddp4ee.ejson.Values;

/**
 * Writes the maps within objects that JSON-B writes: values of EJSON as such, and plain maps that look like one escaped.
 *
 * @param <T> what JSON-B knows the maps by
 */
abstract class MapSerializer<T> implements JsonbSerializer<T> {

    private final JsonProvider json = JsonProvider.provider();
    private final CustomTypes customs;

    private MapSerializer(CustomTypes customs) {
        this.customs = customs;
    }

    /** For maps that JSON-B knows by their class, and those that are declared as anything. */
    @SuppressWarnings("rawtypes") // It tells them apart.
    static JsonbSerializer<?>[] all(CustomTypes customs) {
        return new JsonbSerializer<?>[] {
            new MapSerializer<Map>(customs) {},
            new MapSerializer<Map<String, Object>>(customs) {},
            new MapSerializer<Map<String, ?>>(customs) {}
        };
    }

    @Override
    public void serialize(T map, JsonGenerator generator, SerializationContext context) {
        Map<?, ?> members = (Map<?, ?>) map;
        boolean escaped = Ejson.looksLikeEjson(
                members.keySet().stream().map(String::valueOf).toList());
        generator.writeStartObject();
        if (escaped) {
            generator.writeStartObject("$escape");
        }
        members.forEach((name, member) -> {
            generator.writeKey(ResultWriter.name(name));
            write(member, generator, context);
        });
        generator.writeEnd();
        if (escaped) {
            generator.writeEnd();
        }
    }

    private void write(Object object, JsonGenerator generator, SerializationContext context) {
        Object value = customs.toEjson(object);
        if (value == null) {
            generator.writeNull();
        } else if (Values.isOfEjson(value)) {
            generator.write(read(Ejson.print(value)));
        } else if (value instanceof Collection<?> collection) {
            generator.writeStartArray();
            collection.forEach(element -> write(element, generator, context));
            generator.writeEnd();
        } else {
            context.serialize(value, generator);
        }
    }

    private JsonValue read(String text) {
        try (JsonReader reader = json.createReader(new StringReader(text))) {
            return reader.readValue();
        }
    }
}
