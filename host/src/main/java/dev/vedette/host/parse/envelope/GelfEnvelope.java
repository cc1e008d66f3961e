package dev.vedette.host.parse.envelope;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A GELF message. What its sender added, with a {@code _} before the name, is kept as ECS field or label. */
final class GelfEnvelope {
    /** What Docker's driver adds. */
    private static final Map<String, String> DOCKER = Map.of(
            "_container_id", "container.id",
            "_container_name", "container.name",
            "_image_name", "container.image.name",
            "_command", "process.command_line");

    private GelfEnvelope() {}

    static void read(ObjectNode message, Contents contents) {
        JsonFields fields = contents.fields();
        JsonNode time = message.get("timestamp");
        if (time != null && (time.isNumber() || time.isTextual())) {
            contents.epoch(time.asDouble());
        }
        String host = HecEnvelope.text(message, "host");
        fields.text("host.name", host);
        JsonNode level = message.path("level");
        int severity = level.asInt(-1);
        if (severity >= 0 && severity <= 7) {
            fields.number("log.syslog.severity.code", severity);
        }
        fields.value("log.logger", message.path("facility")); // these three are of version 1.0
        fields.value("log.origin.file.name", message.path("file"));
        fields.value("log.origin.file.line", message.path("line"));
        ObjectNode added = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> member : message.properties()) {
            String name = member.getKey();
            String known = DOCKER.get(name);
            if (known != null) {
                fields.value(known, member.getValue());
            } else if (name.startsWith("_") && name.length() > 1) {
                added.set(name.substring(1), member.getValue());
            }
        }
        HecEnvelope.named("labels.", added, fields);
        line(message, host, severity, contents);
    }

    private static void line(ObjectNode message, @Nullable String host, int severity, Contents contents) {
        String brief = HecEnvelope.text(message, "short_message");
        String full = HecEnvelope.text(message, "full_message");
        String line = full != null && (brief == null || full.startsWith(brief)) ? full : brief;
        if (line == null) {
            return;
        }
        contents.fields().text("message", line);
        if (!line.equals(full)) {
            contents.fields().text("labels.full_message", full);
        }
        String program = HecEnvelope.text(message, "_application_name");
        contents.line(
                line,
                host,
                program != null ? program : HecEnvelope.text(message, "facility"),
                HecEnvelope.text(message, "_process_id"),
                severity < 0 || severity > 7 ? -1 : 8 + severity);
    }
}
