package dev.vedette.host.search;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vedette.api.event.Event;
import dev.vedette.host.export.EventJson;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of an answer as JSON: an event as an object, with what was worked out beside it; another row as an array. */
final class RowJson {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private RowJson() {}

    static JsonNode of(Question question, List<@Nullable Object> row) {
        return question.givesEvents() ? event(question.columns(), row) : cells(row);
    }

    private static ObjectNode event(List<String> columns, List<@Nullable Object> row) {
        if (!(row.get(0) instanceof Event event)) {
            throw new IllegalStateException("the first column of events holds no event");
        }
        ObjectNode node = EventJson.write(event);
        for (int i = 1; i < row.size(); i++) {
            node.set(columns.get(i), cell(row.get(i)));
        }
        return node;
    }

    static ArrayNode cells(List<@Nullable Object> row) {
        ArrayNode cells = NODES.arrayNode(row.size());
        row.forEach(value -> cells.add(cell(value)));
        return cells;
    }

    private static JsonNode cell(@Nullable Object value) {
        return switch (value) {
            case null -> NODES.nullNode();
            case Boolean truth -> NODES.booleanNode(truth);
            case Double number -> Double.isFinite(number) ? NODES.numberNode(number) : NODES.nullNode();
            case Number number -> NODES.numberNode(number.longValue());
            case List<?> members -> {
                ArrayNode list = NODES.arrayNode(members.size());
                members.forEach(member -> list.add(cell(member)));
                yield list;
            }
            case Event event -> EventJson.write(event);
            default -> NODES.textNode(value.toString());
        };
    }

    static byte[] bytes(JsonNode row) {
        try {
            return JSON.writeValueAsBytes(row);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a JSON tree can always be written", e);
        }
    }

    static JsonNode parse(byte[] row) throws java.io.IOException {
        return JSON.readTree(row);
    }
}
