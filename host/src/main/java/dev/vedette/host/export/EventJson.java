package dev.vedette.host.export;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vedette.api.event.Event;
import dev.vedette.api.event.Field;
import dev.vedette.api.event.LogSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An event as JSON: flat dotted keys, the time first, the raw record, the log sources. */
public final class EventJson {
    private static final Field ORIGINAL = Field.of("event.original");

    private EventJson() {}

    public static ObjectNode write(Event event) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put(Event.TIMESTAMP.name(), event.timestamp().toString());
        Map<String, Object> sorted = new TreeMap<>();
        for (int i = 0; i < event.size(); i++) {
            if (event.field(i) != Event.TIMESTAMP) {
                sorted.put(event.field(i).name(), event.value(i));
            }
        }
        if (!event.has(ORIGINAL)) {
            sorted.put(ORIGINAL.name(), event.raw().text());
        }
        sorted.forEach((name, value) -> {
            if (value instanceof List<?> members) {
                ArrayNode list = node.putArray(name);
                members.forEach(member -> put(list, member));
            } else {
                put(node, name, value);
            }
        });
        ArrayNode sources = node.putArray("log_sources");
        event.logSources().forEach(source -> sources.add(logSource(source)));
        return node;
    }

    public static ObjectNode logSource(LogSource source) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        putIfThere(node, "product", source.product());
        putIfThere(node, "category", source.category());
        putIfThere(node, "service", source.service());
        return node;
    }

    private static void put(ObjectNode node, String name, Object value) {
        switch (value) {
            case Long number -> node.put(name, number);
            case Double number -> node.put(name, number);
            case Boolean truth -> node.put(name, truth);
            default -> node.put(name, value.toString());
        }
    }

    private static void put(ArrayNode list, Object value) {
        switch (value) {
            case Long number -> list.add(number);
            case Double number -> list.add(number);
            case Boolean truth -> list.add(truth);
            default -> list.add(value.toString());
        }
    }

    private static void putIfThere(ObjectNode node, String name, @Nullable String value) {
        if (value != null) {
            node.put(name, value);
        }
    }
}
