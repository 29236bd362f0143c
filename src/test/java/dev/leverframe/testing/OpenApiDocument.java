package dev.leverframe.testing;

import io.vertx.core.json.JsonObject;
import io.vertx.core.json.pointer.JsonPointer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** The contract as a tree of objects. On the way down references are followed, so a reader never sees one. */
final class OpenApiDocument {
    private final JsonObject root;

    OpenApiDocument(JsonObject root) {
        this.root = root;
    }

    /** The document that the service ships. */
    static OpenApiDocument load() {
        try (InputStream in = OpenApiDocument.class.getResourceAsStream("/openapi.yaml")) {
            byte[] bytes =
                    Objects.requireNonNull(in, "openapi.yaml is a resource").readAllBytes();
            return new OpenApiDocument(StrictYaml.parse(new String(bytes, StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A copy of the whole document. */
    JsonObject json() {
        return root.copy();
    }

    Node root() {
        return new Node("", root);
    }

    /** The object at the end of these names. */
    Node at(String... names) {
        Node node = root();
        for (String name : names) {
            node = node.get(name);
        }
        return node;
    }

    /** An object of the document, and the JSON pointer at which it stands. */
    final class Node {
        private final String pointer;
        private final JsonObject value;

        private Node(String pointer, JsonObject value) {
            this.pointer = pointer;
            this.value = value;
        }

        String pointer() {
            return pointer;
        }

        JsonObject value() {
            return value;
        }

        /** The object of this name; empty if there is none, or it is not an object. */
        Optional<Node> child(String name) {
            if (!(value.getValue(name) instanceof JsonObject child)) {
                return Optional.empty();
            }
            String ref = child.getString("$ref");
            return Optional.of(ref == null ? new Node(pointer + "/" + escape(name), child) : follow(ref));
        }

        Node get(String name) {
            return child(name).orElseThrow(() -> new IllegalArgumentException("nothing at " + pointer + "/" + name));
        }

        /** All objects right below. */
        Stream<Node> children() {
            return value.fieldNames().stream().flatMap(name -> child(name).stream());
        }
    }

    private Node follow(String ref) {
        String pointer = ref.substring(1);
        if (!(JsonPointer.from(pointer).queryJson(root) instanceof JsonObject target)) {
            throw new IllegalArgumentException("a reference leads nowhere: " + ref);
        }
        return new Node(pointer, target);
    }

    private static String escape(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
