package dev.vedette.host.parse.envelope;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vedette.api.event.Field;
import dev.vedette.api.event.Fields;
import dev.vedette.api.event.IpAddress;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One log record of OpenTelemetry; its semantic conventions are ECS's for the most part, and mapped where they differ. */
final class OtlpEnvelope {
    private static final Map<String, String> ECS = Map.ofEntries(
            Map.entry("host.arch", "host.architecture"),
            Map.entry("host.image.name", "host.os.full"),
            Map.entry("os.type", "host.os.type"),
            Map.entry("os.name", "host.os.name"),
            Map.entry("os.version", "host.os.version"),
            Map.entry("os.description", "host.os.full"),
            Map.entry("service.instance.id", "service.node.name"),
            Map.entry("deployment.environment", "service.environment"),
            Map.entry("deployment.environment.name", "service.environment"),
            Map.entry("process.executable.path", "process.executable"),
            Map.entry("process.executable.name", "process.name"),
            Map.entry("process.command_args", "process.args"),
            Map.entry("process.owner", "process.user.name"),
            Map.entry("process.parent_pid", "process.parent.pid"),
            Map.entry("thread.id", "process.thread.id"),
            Map.entry("thread.name", "process.thread.name"),
            Map.entry("enduser.id", "user.id"),
            Map.entry("exception.message", "error.message"),
            Map.entry("exception.type", "error.type"),
            Map.entry("exception.stacktrace", "error.stack_trace"),
            Map.entry("k8s.namespace.name", "orchestrator.namespace"),
            Map.entry("k8s.cluster.name", "orchestrator.cluster.name"),
            Map.entry("k8s.pod.name", "orchestrator.resource.name"),
            Map.entry("container.image.tags", "container.image.tag"),
            Map.entry("http.method", "http.request.method"),
            Map.entry("http.status_code", "http.response.status_code"),
            Map.entry("http.url", "url.full"),
            Map.entry("net.peer.ip", "source.ip"),
            Map.entry("network.peer.port", "source.port"),
            Map.entry("code.filepath", "log.origin.file.name"),
            Map.entry("code.file.path", "log.origin.file.name"),
            Map.entry("code.lineno", "log.origin.file.line"),
            Map.entry("code.function", "log.origin.function"),
            Map.entry("event.name", "event.action"));

    private OtlpEnvelope() {}

    static void read(ObjectNode record, Contents contents) {
        contents.time(nanos(record.get("timeUnixNano")));
        contents.time(nanos(record.get("observedTimeUnixNano")));
        JsonFields fields = contents.fields();
        attributes(record.path("attributes"), fields);
        attributes(record.path("resource"), fields);
        fields.text("log.level", HecEnvelope.text(record, "severityText"));
        int severity = record.path("severityNumber").asInt(0);
        if (severity > 0) {
            fields.number("event.severity", severity);
        }
        fields.text("trace.id", HecEnvelope.text(record, "traceId"));
        fields.text("span.id", HecEnvelope.text(record, "spanId"));
        fields.text("event.action", HecEnvelope.text(record, "eventName"));
        fields.text("log.logger", HecEnvelope.text(record.path("scope"), "name"));
        JsonNode body = record.path("body");
        if (body.isObject() && JournalEntry.isOne(body)) {
            JournalEntry.read(body, contents);
        } else if (body.isObject() || body.isArray()) {
            contents.whole(body);
            if (body.isObject()) {
                fields.all("otel.body.", body);
            }
        } else if (!body.isMissingNode() && !body.isNull()) {
            contents.line(body.asText());
        }
    }

    private static void attributes(JsonNode attributes, JsonFields fields) {
        for (Map.Entry<String, JsonNode> attribute : attributes.properties()) {
            String name = attribute.getKey();
            String ecs = ECS.get(name);
            if (ecs != null) {
                fields.value(ecs, attribute.getValue());
                continue;
            }
            Field field = name.indexOf('.') > 0 ? Fields.ofContent(name) : null;
            fields.value(field != null ? name : "labels." + name, attribute.getValue());
            if (field != null && name.endsWith(".address")) { // it may be a name or an address, ECS wants to know
                String text = attribute.getValue().asText();
                IpAddress address = IpAddress.parse(text);
                if (address != null) {
                    fields.text(name.substring(0, name.length() - "address".length()) + "ip", text);
                }
            }
        }
    }

    private static @Nullable Instant nanos(@Nullable JsonNode node) {
        String text = node == null ? "" : node.asText();
        if (text.isEmpty() || text.length() > 18 + 1 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return null;
        }
        long nanos = text.length() == 19 && text.compareTo("9223372036854775807") > 0 ? 0 : Long.parseLong(text);
        return nanos == 0 ? null : Instant.ofEpochSecond(nanos / 1_000_000_000, nanos % 1_000_000_000);
    }
}
