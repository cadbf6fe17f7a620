package io.ddp4ee.meteor;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** Gives modules to pages that need them only now: a tree of their names is answered with the same tree of their sources. */
final class DynamicImports {

    static final String PATH = "/__meteor__/dynamic-import/fetch";

    private static final int MOST_BYTES = 1_048_576;

    private final Bundle bundle;
    private final Target target;

    DynamicImports(Bundle bundle, Target target) {
        this.bundle = bundle;
        this.target = target;
    }

    void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        // A page that is on a device is of another origin. There is nothing in it that the program's files do not have.
        response.setHeader("Access-Control-Allow-Origin", "*");
        Answer answer = new Answer(request, response);
        switch (request.getMethod()) {
            case "OPTIONS" -> {
                String wanted = request.getHeader("Access-Control-Request-Headers");
                response.setHeader("Access-Control-Allow-Headers", wanted == null ? "*" : wanted);
                response.setHeader("Access-Control-Allow-Methods", "POST, PUT");
            }
            case "POST", "PUT" -> fetch(request, answer);
            default -> {
                response.setHeader("Allow", "OPTIONS, POST, PUT");
                answer.send(
                        HttpServletResponse.SC_METHOD_NOT_ALLOWED,
                        "text/plain",
                        "method " + request.getMethod() + " not allowed");
            }
        }
    }

    private void fetch(HttpServletRequest request, Answer answer) throws IOException {
        byte[] body = request.getInputStream().readNBytes(MOST_BYTES + 1);
        if (body.length > MOST_BYTES) {
            answer.send(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE, "text/plain", "Too many modules");
            return;
        }
        try (JsonReader reader = Json.createReader(new ByteArrayInputStream(body))) {
            JsonObject sources = sources(reader.readObject(), "");
            answer.send(HttpServletResponse.SC_OK, "application/json", sources.toString());
        } catch (FileNotFoundException e) {
            answer.send(HttpServletResponse.SC_NOT_FOUND, "text/plain", e.getMessage());
        } catch (JsonException e) {
            answer.send(HttpServletResponse.SC_BAD_REQUEST, "text/plain", "The body has to be a tree of module ids");
        }
    }

    private JsonObject sources(JsonObject tree, String path) throws IOException {
        JsonObjectBuilder sources = Json.createObjectBuilder();
        for (String name : tree.keySet()) {
            String id = path.isEmpty() ? name : path + "/" + name;
            JsonValue value = tree.get(name);
            sources.add(name, value instanceof JsonObject below ? sources(below, id) : Json.createValue(source(id)));
        }
        return sources.build();
    }

    private String source(String id) throws IOException {
        Resource module = bundle.module(target, id);
        if (module == null) {
            throw new FileNotFoundException("There is no module of that name");
        }
        return module.text();
    }
}
