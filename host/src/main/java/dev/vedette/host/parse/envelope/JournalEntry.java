package dev.vedette.host.parse.envelope;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An entry of a systemd journal, by the names that {@code systemd.journal-fields(7)} gives them. */
final class JournalEntry {
    private static final Map<String, String> ECS = Map.ofEntries(
            Map.entry("_HOSTNAME", "host.hostname"),
            Map.entry("_MACHINE_ID", "host.id"),
            Map.entry("_PID", "process.pid"),
            Map.entry("_COMM", "process.name"),
            Map.entry("_EXE", "process.executable"),
            Map.entry("_CMDLINE", "process.command_line"),
            Map.entry("_UID", "user.id"),
            Map.entry("_GID", "user.group.id"),
            Map.entry("CODE_FILE", "log.origin.file.name"),
            Map.entry("CODE_FUNC", "log.origin.function"),
            Map.entry("MESSAGE", "message"));

    private JournalEntry() {}

    /** Whether an object is such an entry. */
    static boolean isOne(JsonNode object) {
        return object.has("MESSAGE") && (object.has("SYSLOG_IDENTIFIER") || object.has("_COMM"));
    }

    static void read(JsonNode entry, Contents contents) {
        JsonFields fields = contents.fields();
        for (Map.Entry<String, JsonNode> member : entry.properties()) {
            String name = member.getKey();
            String ecs = ECS.get(name);
            if (ecs != null) {
                fields.value(ecs, member.getValue());
            } else if (!name.startsWith("__")) {
                fields.value("journald." + name.toLowerCase(Locale.ROOT), member.getValue());
            }
        }
        String micros = first(entry, "_SOURCE_REALTIME_TIMESTAMP", "__REALTIME_TIMESTAMP");
        if (micros != null && micros.length() < 18 && micros.chars().allMatch(c -> c >= '0' && c <= '9')) {
            contents.epoch(Double.parseDouble(micros));
        }
        String message = HecEnvelope.text(entry, "MESSAGE");
        contents.line(
                message == null ? "" : message,
                HecEnvelope.text(entry, "_HOSTNAME"),
                first(entry, "SYSLOG_IDENTIFIER", "_COMM"),
                first(entry, "SYSLOG_PID", "_PID"),
                digit(entry, "SYSLOG_FACILITY", 1) * 8 + digit(entry, "PRIORITY", 6));
    }

    private static @Nullable String first(JsonNode entry, String name, String otherwise) {
        String text = HecEnvelope.text(entry, name);
        return text != null ? text : HecEnvelope.text(entry, otherwise);
    }

    private static int digit(JsonNode entry, String name, int otherwise) {
        return entry.path(name).asInt(otherwise);
    }
}
