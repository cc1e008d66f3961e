package dev.vedette.host.ingest.otlp;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.vedette.api.event.Origin;
import dev.vedette.api.event.RawRecord;
import dev.vedette.host.ingest.Admission;
import dev.vedette.host.ingest.BodyReader;
import dev.vedette.host.ingest.HttpDoor;
import dev.vedette.host.ingest.HttpReceiver;
import dev.vedette.host.ingest.IngestRequest;
import dev.vedette.host.parse.envelope.Envelopes;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsPartialSuccess;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceResponse;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.resource.v1.Resource;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The body of an export of logs. */
final class LogsBody implements BodyReader {
    private final HttpReceiver receiver;
    private final HttpDoor door;
    private final Admission.Admitted sender;
    private final BufferBudget budget;
    private final boolean json;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private long held;
    private long rejected;

    LogsBody(HttpReceiver receiver, HttpDoor door, Admission.Admitted sender, BufferBudget budget, boolean json) {
        this.receiver = receiver;
        this.door = door;
        this.sender = sender;
        this.budget = budget;
        this.json = json;
    }

    @Override
    public void feed(byte[] data, int from, int to, IngestRequest request) {
        int count = to - from;
        if (budget.take(count)) {
            held += count;
            bytes.write(data, from, count);
        } else {
            request.refuse(503, "too much is on its way in; send it again later");
        }
    }

    @Override
    public void finish(IngestRequest request) {
        ExportLogsServiceRequest export;
        try {
            export = json
                    ? JsonExport.read(bytes.toByteArray())
                    : ExportLogsServiceRequest.parseFrom(bytes.toByteArray());
        } catch (InvalidProtocolBufferException | JsonExport.NotOtlpException e) {
            receiver.counters().broken();
            request.refuse(400, "the body is no export of logs: " + e.getMessage());
            return;
        } catch (IOException e) {
            receiver.counters().broken();
            request.refuse(400, "the body is no JSON");
            return;
        }
        bytes.reset();
        for (ResourceLogs logs : export.getResourceLogsList()) {
            Origin origin = origin(logs.getResource(), request);
            for (ScopeLogs scope : logs.getScopeLogsList()) {
                for (LogRecord record : scope.getLogRecordsList()) {
                    offer(LogRecordJson.write(logs.getResource(), scope.getScope(), record), origin, request);
                }
            }
        }
    }

    private void offer(byte[] record, Origin origin, IngestRequest request) {
        if (record.length > receiver.settings().maxRecordBytes()) {
            rejected++;
            receiver.counters().cut();
            receiver.dropped(origin, "record-too-long", 1);
        } else {
            request.offer(new RawRecord(record, receiver.clock().instant(), origin));
        }
    }

    private Origin origin(Resource resource, IngestRequest request) {
        String host = attribute(resource, "host.name");
        String source = door.source(sender, host != null ? host : attribute(resource, "service.name"));
        Origin.Builder origin = door.origin(sender, request.request()).envelope(Envelopes.OTLP);
        return (source == null ? origin : origin.source(source)).build();
    }

    private static @Nullable String attribute(Resource resource, String name) {
        for (KeyValue attribute : resource.getAttributesList()) {
            if (attribute.getKey().equals(name) && attribute.getValue().hasStringValue()) {
                return attribute.getValue().getStringValue();
            }
        }
        return null;
    }

    @Override
    public void gone() {
        budget.giveBack(held);
        held = 0;
    }

    @Override
    public void answer(IngestRequest request) {
        if (request.status() != IngestRequest.OK) {
            OtlpStatus.reply(request.request(), json, request.status(), request.error());
            return;
        }
        String why = rejected == 0
                ? ""
                : "longer than the " + receiver.settings().maxRecordBytes() + " bytes that a record may have";
        if (json) {
            JsonObject partial = new JsonObject()
                    .put("rejectedLogRecords", Long.toString(rejected))
                    .put("errorMessage", why);
            request.reply(
                    200,
                    rejected == 0
                            ? "{}"
                            : new JsonObject().put("partialSuccess", partial).encode());
            return;
        }
        ExportLogsServiceResponse.Builder response = ExportLogsServiceResponse.newBuilder();
        if (rejected > 0) {
            response.setPartialSuccess(ExportLogsPartialSuccess.newBuilder()
                    .setRejectedLogRecords(rejected)
                    .setErrorMessage(why));
        }
        OtlpStatus.protobuf(request.request(), 200, response.build().toByteArray());
    }
}
