package dev.vedette.host.parse.envelope;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vedette.api.event.Event;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A document that speaks ECS. The line is {@code event.original}, otherwise {@code message}; a document that is an event by
 * itself (Winlogbeat's) is asked about as a whole.
 */
final class DocumentEnvelope {
    private DocumentEnvelope() {}

    static void read(ObjectNode document, Contents contents) {
        JsonFields fields = contents.fields();
        for (Map.Entry<String, JsonNode> member : document.properties()) {
            if (member.getKey().equals("@metadata")) {
                fields.text("elastic.index", HecEnvelope.text(member.getValue(), "index"));
                fields.text("elastic.id", HecEnvelope.text(member.getValue(), "id"));
                fields.text("elastic.pipeline", HecEnvelope.text(member.getValue(), "pipeline"));
            } else {
                fields.value(member.getKey(), member.getValue());
            }
        }
        time(document.get(Event.TIMESTAMP.name()), contents);
        if (fields.has("event.kind") || fields.has("event.category")) {
            contents.structured();
        }
        if (isWholeEvent(document)) {
            return;
        }
        String original = text(document, "event", "original");
        String line = original != null ? original : HecEnvelope.text(document, "message");
        if (line != null) {
            contents.line(line, host(fields), program(document, fields), fields.text("process.pid"), priority(fields));
        }
    }

    /** Whether the parsers of such events read the document, not its message. */
    static boolean isWholeEvent(JsonNode document) {
        return document.has("winlog") || document.has("EventID") || document.has("winlog.event_id");
    }

    private static void time(@Nullable JsonNode time, Contents contents) {
        if (time != null && time.isTextual()) {
            try {
                contents.time(OffsetDateTime.parse(time.textValue()).toInstant());
            } catch (DateTimeException e) {
                contents.time(null); // no time is better than a wrong one
            }
        } else if (time != null && time.isNumber()) {
            contents.epoch(time.doubleValue());
        }
    }

    private static @Nullable String text(JsonNode document, String outer, String inner) {
        JsonNode object = document.get(outer);
        String nested = object == null ? null : HecEnvelope.text(object, inner);
        return nested != null ? nested : HecEnvelope.text(document, outer + "." + inner);
    }

    private static @Nullable String host(JsonFields fields) {
        String syslog = fields.text("log.syslog.hostname");
        String host = syslog != null ? syslog : fields.text("host.hostname");
        return host != null ? host : fields.text("host.name");
    }

    /** The program that wrote the line, where the shipper took it from a syslog header or the journal. */
    private static @Nullable String program(JsonNode document, JsonFields fields) {
        String program = fields.text("log.syslog.appname");
        if (program == null) {
            program = fields.text("syslog.identifier");
        }
        return program == null && "journald".equals(text(document, "input", "type"))
                ? fields.text("process.name")
                : program;
    }

    private static int priority(JsonFields fields) {
        String priority = fields.text("log.syslog.priority");
        return priority == null || priority.length() > 3 ? -1 : Integer.parseInt(priority);
    }
}
