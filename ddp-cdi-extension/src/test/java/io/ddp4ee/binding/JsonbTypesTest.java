package io.ddp4ee.binding;

import java.lang.reflect.Type;

import jakarta.json.bind.annotation.JsonbTypeDeserializer;
import jakarta.json.bind.annotation.JsonbTypeSerializer;
import jakarta.json.bind.serializer.DeserializationContext;
import jakarta.json.bind.serializer.JsonbDeserializer;
import jakarta.json.bind.serializer.JsonbSerializer;
import jakarta.json.bind.serializer.SerializationContext;
import jakarta.json.stream.JsonGenerator;
import jakarta.json.stream.JsonParser;

import org.junit.jupiter.api.Test;

import io.ddp4ee.ejson.Ejson;
import io.ddp4ee.ejson.EjsonException;

import static org.assertj.core.api.Assertions.assertThat;

/** Values of custom types within objects are what JSON-B is told of them. */
class JsonbTypesTest {

    @JsonbTypeSerializer(Tags.class)
    @JsonbTypeDeserializer(Tags.class)
    public static class Tag {
        public String text;
    }

    public static class Tagged {
        public Tag tag;
    }

    public static class Tags implements JsonbSerializer<Tag>, JsonbDeserializer<Tag> {
        @Override
        public void serialize(Tag tag, JsonGenerator generator, SerializationContext context) {
            generator
                    .writeStartObject()
                    .write("$type", "tag")
                    .write("$value", tag.text)
                    .writeEnd();
        }

        @Override
        public Tag deserialize(JsonParser parser, DeserializationContext context, Type type) {
            Tag tag = new Tag();
            tag.text = parser.getObject().getString("$value");
            return tag;
        }
    }

    @Test
    void member_isReadAndWrittenAsItsSerializerDoes() throws EjsonException {
        String text = "{\"tag\":{\"$type\":\"tag\",\"$value\":\"x\"}}";

        Tagged tagged = (Tagged) new Binder(EjsonJsonb.create()).bind(new Ejson().parse(text), Tagged.class);

        assertThat(tagged.tag.text).isEqualTo("x");
        assertThat(new ResultWriter(EjsonJsonb.create()).write(tagged)).isEqualTo(text);
    }
}
