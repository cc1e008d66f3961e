package dev.vedette.host.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vedette.host.store.state.SourceTable;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** What is kept of a source, as it stands in the state database. */
final class MemoryJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private MemoryJson() {}

    static SourceTable.Row write(SourceMemory memory) {
        ObjectNode node = JSON.createObjectNode();
        node.put("first_seen", memory.firstSeen().toString());
        node.put("last_seen", memory.lastSeen().toString());
        node.put("receiver", memory.receiver());
        node.put("sender", memory.sender());
        ObjectNode types = node.putObject("types");
        memory.types().forEach((parser, last) -> types.put(parser, last.toString()));
        node.put("heard_for_ms", memory.heardFor().toMillis());
        put(node.putArray("pauses_ms"), memory.usual());
        put(node.putArray("alarmed_pauses_ms"), memory.alarmed());
        node.put("day", memory.day());
        node.put("silent", memory.silent());
        node.put("name", memory.name());
        if (memory.silentAfter() != null) {
            node.put("silent_after_ms", memory.silentAfter().toMillis());
        }
        return new SourceTable.Row(memory.id().client(), memory.id().source(), node.toString());
    }

    private static void put(ArrayNode array, long[] numbers) {
        for (long number : numbers) {
            array.add(number);
        }
    }

    static SourceMemory read(SourceTable.Row row) {
        JsonNode node;
        try {
            node = JSON.readTree(row.document());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(
                    "what is kept of the source '" + row.source() + "' cannot be read; restore the state database"
                            + " from a backup",
                    e);
        }
        Map<String, Instant> types = new LinkedHashMap<>();
        node.path("types")
                .properties()
                .forEach(type ->
                        types.put(type.getKey(), Instant.parse(type.getValue().asText())));
        JsonNode silentAfter = node.path("silent_after_ms");
        return new SourceMemory(
                new SourceId(row.client(), row.source()),
                Instant.parse(node.path("first_seen").asText()),
                Instant.parse(node.path("last_seen").asText()),
                node.path("receiver").asText(),
                node.path("sender").textValue(),
                types,
                Duration.ofMillis(node.path("heard_for_ms").asLong()),
                numbers(node.path("pauses_ms")),
                numbers(node.path("alarmed_pauses_ms")),
                node.path("day").asLong(),
                node.path("silent").asBoolean(),
                node.path("name").textValue(),
                silentAfter.isNumber() ? Duration.ofMillis(silentAfter.asLong()) : null);
    }

    private static long[] numbers(JsonNode array) {
        long[] numbers = new long[array.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = array.get(i).asLong();
        }
        return numbers;
    }
}
