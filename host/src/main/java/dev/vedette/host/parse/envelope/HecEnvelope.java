package dev.vedette.host.parse.envelope;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vedette.api.event.Field;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An event of Splunk's HTTP event collector. */
final class HecEnvelope {
    /** Where shippers put the line when they send an object: Docker's driver, Fluent Bit, Vector and most others. */
    private static final List<String> LINE = List.of("line", "log", "message");

    private HecEnvelope() {}

    static void read(ObjectNode envelope, Contents contents) {
        time(envelope.get("time"), contents);
        JsonFields fields = contents.fields();
        fields.text("host.name", text(envelope, "host"));
        String source = text(envelope, "source");
        fields.text("splunk.source", source);
        if (source != null && (source.startsWith("/") || source.startsWith(":\\", 1))) {
            fields.text("log.file.path", source);
        }
        fields.text("splunk.sourcetype", text(envelope, "sourcetype"));
        fields.text("splunk.index", text(envelope, "index"));
        JsonNode more = envelope.get("fields");
        if (more != null && more.isObject()) {
            named("labels.", more, fields);
        }
        JsonNode event = envelope.path("event");
        if (event.isObject()) {
            object(event, contents);
        } else if (event.isArray()) {
            contents.whole(event);
        } else {
            contents.line(event.asText());
        }
    }

    private static void time(@Nullable JsonNode time, Contents contents) {
        if (time == null) {
            return;
        }
        if (time.isNumber()) {
            contents.epoch(time.doubleValue());
        } else if (time.isTextual()) {
            try {
                contents.epoch(Double.parseDouble(time.textValue().strip()));
            } catch (NumberFormatException e) {
                contents.time(null); // no time is better than a wrong one
            }
        }
    }

    private static void object(JsonNode event, Contents contents) {
        contents.whole(event);
        named("splunk.event.", event, contents.fields());
        if (!DocumentEnvelope.isWholeEvent(event)) {
            LINE.stream()
                    .map(event::get)
                    .filter(line -> line != null && line.isTextual())
                    .findFirst()
                    .ifPresent(line -> {
                        contents.line(line.textValue());
                        contents.fields().text("message", line.textValue());
                    });
        }
    }

    /** ECS names are taken at their word, others stand behind a prefix, so that nothing takes the place of a field. */
    static void named(String prefix, JsonNode object, JsonFields fields) {
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            String name = member.getKey();
            boolean nested = member.getValue().isObject();
            fields.value(!nested && name.indexOf('.') > 0 && isEcs(name) ? name : prefix + name, member.getValue());
        }
    }

    private static boolean isEcs(String name) {
        Field field = dev.vedette.api.event.Fields.ofContent(name);
        return field != null && field.isEcs();
    }

    static @Nullable String text(JsonNode object, String name) {
        JsonNode value = object.get(name);
        return value != null && value.isValueNode() && !value.isNull() ? value.asText() : null;
    }
}
