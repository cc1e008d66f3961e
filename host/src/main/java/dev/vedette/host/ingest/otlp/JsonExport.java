package dev.vedette.host.ingest.otlp;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import java.io.IOException;
import java.util.Base64;
import java.util.HexFormat;

/**
 * Reads the JSON of OTLP: that of protobuf, but ids are in hexadecimal, 64-bit numbers are text or numbers, and members that
 * nobody knows are passed over.
 */
final class JsonExport {
    private static final int MAX_DEPTH = 200;
    private static final ObjectReader JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .build())
                    .build())
            .build()
            .reader();

    private JsonExport() {}

    /** It is JSON, but no export of logs. */
    static final class NotOtlpException extends Exception {
        private static final long serialVersionUID = 1L;

        NotOtlpException(String message) {
            super(message);
        }
    }

    static ExportLogsServiceRequest read(byte[] body) throws IOException, NotOtlpException {
        JsonNode export = JSON.readTree(body);
        if (!export.isObject()) {
            throw new NotOtlpException("it is no object");
        }
        ExportLogsServiceRequest.Builder request = ExportLogsServiceRequest.newBuilder();
        try {
            for (JsonNode logs : export.path("resourceLogs")) {
                request.addResourceLogs(resourceLogs(logs));
            }
        } catch (IllegalArgumentException e) { // a number, an id or base64 that is none
            throw new NotOtlpException("a value is not of its type");
        }
        return request.build();
    }

    private static ResourceLogs resourceLogs(JsonNode logs) {
        ResourceLogs.Builder built = ResourceLogs.newBuilder();
        for (JsonNode attribute : logs.path("resource").path("attributes")) {
            built.getResourceBuilder().addAttributes(pair(attribute));
        }
        for (JsonNode scope : logs.path("scopeLogs")) {
            ScopeLogs.Builder scopeLogs = built.addScopeLogsBuilder();
            InstrumentationScope.Builder named = scopeLogs.getScopeBuilder();
            named.setName(scope.path("scope").path("name").asText(""));
            named.setVersion(scope.path("scope").path("version").asText(""));
            scope.path("scope").path("attributes").forEach(attribute -> named.addAttributes(pair(attribute)));
            scope.path("logRecords").forEach(record -> scopeLogs.addLogRecords(record(record)));
        }
        return built.build();
    }

    private static LogRecord record(JsonNode record) {
        LogRecord.Builder built = LogRecord.newBuilder()
                .setTimeUnixNano(number(record.path("timeUnixNano")))
                .setObservedTimeUnixNano(number(record.path("observedTimeUnixNano")))
                .setSeverityNumberValue(record.path("severityNumber").asInt(0))
                .setSeverityText(record.path("severityText").asText(""))
                .setEventName(record.path("eventName").asText(""))
                .setTraceId(id(record.path("traceId")))
                .setSpanId(id(record.path("spanId")))
                .setFlags(record.path("flags").asInt(0));
        if (record.path("body").isObject()) {
            built.setBody(value(record.path("body")));
        }
        record.path("attributes").forEach(attribute -> built.addAttributes(pair(attribute)));
        return built.build();
    }

    private static KeyValue pair(JsonNode pair) {
        return KeyValue.newBuilder()
                .setKey(pair.path("key").asText(""))
                .setValue(value(pair.path("value")))
                .build();
    }

    private static AnyValue value(JsonNode value) {
        AnyValue.Builder built = AnyValue.newBuilder();
        if (value.has("stringValue")) {
            built.setStringValue(value.get("stringValue").asText());
        } else if (value.has("boolValue")) {
            built.setBoolValue(value.get("boolValue").asBoolean());
        } else if (value.has("intValue")) {
            built.setIntValue(number(value.get("intValue")));
        } else if (value.has("doubleValue")) {
            JsonNode number = value.get("doubleValue");
            built.setDoubleValue(number.isTextual() ? Double.parseDouble(number.asText()) : number.asDouble());
        } else if (value.has("bytesValue")) {
            built.setBytesValue(ByteString.copyFrom(
                    Base64.getDecoder().decode(value.get("bytesValue").asText())));
        } else if (value.has("arrayValue")) {
            ArrayValue.Builder list = built.getArrayValueBuilder();
            value.get("arrayValue").path("values").forEach(member -> list.addValues(value(member)));
        } else if (value.has("kvlistValue")) {
            KeyValueList.Builder list = built.getKvlistValueBuilder();
            value.get("kvlistValue").path("values").forEach(member -> list.addValues(pair(member)));
        }
        return built.build();
    }

    /** A 64-bit number, signed or not. */
    private static long number(JsonNode node) {
        String text = node.isMissingNode() || node.isNull() ? "0" : node.asText();
        return text.startsWith("-") ? Long.parseLong(text) : Long.parseUnsignedLong(text);
    }

    private static ByteString id(JsonNode node) {
        return ByteString.copyFrom(HexFormat.of().parseHex(node.asText("")));
    }
}
