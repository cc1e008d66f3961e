package dev.vedette.host.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.vedette.host.yaml.Yaml;
import dev.vedette.host.yaml.YamlException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** {@code openapi.yaml}, read for tests. */
final class Contract {
    private static final ObjectMapper JSON = new ObjectMapper();

    final JsonNode root;
    private final SchemaRegistry schemas = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    Contract(String yaml) throws YamlException {
        root = JSON.valueToTree(Yaml.readMap("openapi.yaml", yaml).plain());
    }

    /** The operations by {@code "GET /path"}. */
    Map<String, JsonNode> operations() {
        Map<String, JsonNode> operations = new TreeMap<>();
        root.get("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(operation -> operations.put(
                                operation.getKey().toUpperCase(java.util.Locale.ROOT) + " " + path.getKey(),
                                operation.getValue())));
        return operations;
    }

    /** What a reference points to, or the node itself. */
    JsonNode resolved(JsonNode node) {
        if (!node.has("$ref")) {
            return node;
        }
        JsonNode target = root.at(node.get("$ref").textValue().substring(1));
        if (target.isMissingNode()) {
            throw new AssertionError("nothing at " + node.get("$ref"));
        }
        return target;
    }

    /** The media types that an operation says it answers with a status. */
    JsonNode content(JsonNode operation, int status) {
        JsonNode responses = operation.get("responses");
        JsonNode response = responses.has(Integer.toString(status))
                ? responses.get(Integer.toString(status))
                : responses.path("default");
        return resolved(response).path("content");
    }

    /** What is wrong with a text by a schema of the contract; empty when nothing is. */
    List<String> errors(JsonNode schema, String json) {
        ObjectNode whole = JSON.createObjectNode();
        whole.setAll((ObjectNode) schema.deepCopy());
        whole.set("components", root.get("components"));
        try {
            return schemas
                    .getSchema(JSON.writeValueAsString(whole), InputFormat.JSON)
                    .validate(json, InputFormat.JSON)
                    .stream()
                    .map(Error::toString)
                    .toList();
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
