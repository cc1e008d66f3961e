package dev.vedette.host.ingest.otlp;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.google.protobuf.ByteString;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.resource.v1.Resource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.List;

/** One log record with its resource and scope, as JSON: attributes as plain members, ids in hexadecimal. */
final class LogRecordJson {
    private static final JsonFactory JSON = new JsonFactory();

    private LogRecordJson() {}

    static byte[] write(Resource resource, InstrumentationScope scope, LogRecord record) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator out = JSON.createGenerator(bytes)) {
            out.writeStartObject();
            time(out, "timeUnixNano", record.getTimeUnixNano());
            time(out, "observedTimeUnixNano", record.getObservedTimeUnixNano());
            if (record.getSeverityNumberValue() != 0) {
                out.writeNumberField("severityNumber", record.getSeverityNumberValue());
            }
            text(out, "severityText", record.getSeverityText());
            text(out, "eventName", record.getEventName());
            if (record.hasBody()) {
                out.writeFieldName("body");
                value(out, record.getBody());
            }
            members(out, "attributes", record.getAttributesList());
            id(out, "traceId", record.getTraceId());
            id(out, "spanId", record.getSpanId());
            if (record.getFlags() != 0) {
                out.writeNumberField("flags", record.getFlags() & 0xFFFF_FFFFL);
            }
            scope(out, scope);
            members(out, "resource", resource.getAttributesList());
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void scope(JsonGenerator out, InstrumentationScope scope) throws IOException {
        if (scope.getName().isEmpty() && scope.getVersion().isEmpty() && scope.getAttributesCount() == 0) {
            return;
        }
        out.writeObjectFieldStart("scope");
        text(out, "name", scope.getName());
        text(out, "version", scope.getVersion());
        members(out, "attributes", scope.getAttributesList());
        out.writeEndObject();
    }

    private static void time(JsonGenerator out, String name, long nanos) throws IOException {
        if (nanos != 0) {
            out.writeStringField(name, Long.toUnsignedString(nanos));
        }
    }

    private static void text(JsonGenerator out, String name, String text) throws IOException {
        if (!text.isEmpty()) {
            out.writeStringField(name, text);
        }
    }

    private static void id(JsonGenerator out, String name, ByteString id) throws IOException {
        if (!id.isEmpty()) {
            out.writeStringField(name, HexFormat.of().formatHex(id.toByteArray()));
        }
    }

    private static void members(JsonGenerator out, String name, List<KeyValue> pairs) throws IOException {
        if (!pairs.isEmpty()) {
            out.writeFieldName(name);
            object(out, pairs);
        }
    }

    private static void object(JsonGenerator out, List<KeyValue> pairs) throws IOException {
        out.writeStartObject();
        for (KeyValue pair : pairs) {
            out.writeFieldName(pair.getKey());
            value(out, pair.getValue());
        }
        out.writeEndObject();
    }

    private static void value(JsonGenerator out, AnyValue value) throws IOException {
        switch (value.getValueCase()) {
            case STRING_VALUE -> out.writeString(value.getStringValue());
            case BOOL_VALUE -> out.writeBoolean(value.getBoolValue());
            case INT_VALUE -> out.writeNumber(value.getIntValue());
            case DOUBLE_VALUE -> {
                double number = value.getDoubleValue();
                if (Double.isFinite(number)) {
                    out.writeNumber(number);
                } else {
                    out.writeString(Double.toString(number)); // JSON has no such number
                }
            }
            case BYTES_VALUE -> out.writeBinary(value.getBytesValue().toByteArray());
            case ARRAY_VALUE -> {
                out.writeStartArray();
                for (AnyValue member : value.getArrayValue().getValuesList()) {
                    value(out, member);
                }
                out.writeEndArray();
            }
            case KVLIST_VALUE -> object(out, value.getKvlistValue().getValuesList());
            default -> out.writeNull();
        }
    }
}
