package dev.vedette.host.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceResponse;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class OtlpTest extends HttpTesting {
    private static final String PROTOBUF = "application/x-protobuf";
    private static final ReceiverSettings SETTINGS = ReceiverSettings.of("otlp", ReceiverType.OTLP_HTTP, 0)
            .withLimits(new LimitSettings(1_000, Duration.ofMinutes(1), 10))
            .withHttp(new HttpSettings(null, false, 1_000_000));
    private static final String RECORD =
            "{\"timeUnixNano\":\"1700000000000000001\",\"severityNumber\":9,\"severityText\":\"INFO\",\"body\":\"line one\","
                    + "\"attributes\":{\"http.response.status_code\":500,\"ok\":true,\"list\":{\"a\":1.5}},"
                    + "\"traceId\":\"0102030405060708090a0b0c0d0e0f10\",\"spanId\":\"0102030405060708\","
                    + "\"scope\":{\"name\":\"org.shop\",\"version\":\"1\"},\"resource\":{\"host.name\":\"web1\"}}";

    private Receiver receiver() {
        return start(SETTINGS, CLOCK, ONE);
    }

    private Answer send(Receiver receiver, String type, byte[] body) throws Exception {
        return call(receiver, "POST", "/v1/logs", body, "Authorization", "Bearer " + SECRET, "Content-Type", type);
    }

    private static KeyValue pair(String key, AnyValue.Builder value) {
        return KeyValue.newBuilder().setKey(key).setValue(value).build();
    }

    private static ExportLogsServiceRequest export(String... bodies) {
        ExportLogsServiceRequest.Builder export = ExportLogsServiceRequest.newBuilder();
        var logs = export.addResourceLogsBuilder();
        logs.getResourceBuilder()
                .addAttributes(pair("host.name", AnyValue.newBuilder().setStringValue("web1")));
        var scope = logs.addScopeLogsBuilder();
        scope.getScopeBuilder().setName("org.shop").setVersion("1");
        KeyValueList list = KeyValueList.newBuilder()
                .addValues(pair("a", AnyValue.newBuilder().setDoubleValue(1.5)))
                .build();
        for (String body : bodies) {
            scope.addLogRecords(LogRecord.newBuilder()
                    .setTimeUnixNano(1_700_000_000_000_000_001L)
                    .setSeverityNumberValue(9)
                    .setSeverityText("INFO")
                    .setBody(AnyValue.newBuilder().setStringValue(body))
                    .addAttributes(pair(
                            "http.response.status_code", AnyValue.newBuilder().setIntValue(500)))
                    .addAttributes(pair("ok", AnyValue.newBuilder().setBoolValue(true)))
                    .addAttributes(pair("list", AnyValue.newBuilder().setKvlistValue(list)))
                    .setTraceId(bytes("0102030405060708090a0b0c0d0e0f10"))
                    .setSpanId(bytes("0102030405060708")));
        }
        return export.build();
    }

    private static ByteString bytes(String hex) {
        return ByteString.copyFrom(HexFormat.of().parseHex(hex));
    }

    @Test
    void a_log_record_in_protobuf_is_a_record_with_its_resource_and_scope() throws Exception {
        Receiver receiver = receiver();
        Answer answer = send(receiver, PROTOBUF, export("line one").toByteArray());
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo(PROTOBUF);
        assertThat(ExportLogsServiceResponse.parseFrom(answer.bytes()).hasPartialSuccess())
                .isFalse();
        assertThat(intake.texts()).containsExactly(RECORD);
        assertThat(intake.records().getFirst().origin().source()).isEqualTo("otlp@web1");
        assertThat(intake.records().getFirst().origin().envelope()).isEqualTo("otlp");
        assertThat(intake.records().getFirst().origin().client()).isEqualTo("acme");
    }

    @Test
    void the_same_in_json_is_the_same_record() throws Exception {
        String json = """
                {"resourceLogs":[{"resource":{"attributes":[{"key":"host.name","value":{"stringValue":"web1"}}]},
                "scopeLogs":[{"scope":{"name":"org.shop","version":"1"},"newMember":7,"logRecords":[{"timeUnixNano":"1700000000000000001",
                "severityNumber":9,"severityText":"INFO","body":{"stringValue":"line one"},
                "attributes":[{"key":"http.response.status_code","value":{"intValue":"500"}},{"key":"ok","value":{"boolValue":true}},
                {"key":"list","value":{"kvlistValue":{"values":[{"key":"a","value":{"doubleValue":1.5}}]}}}],
                "traceId":"0102030405060708090A0B0C0D0E0F10","spanId":"0102030405060708"}]}]}]}""";
        Receiver receiver = receiver();
        Answer answer = send(receiver, "application/json", utf8(json));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo("{}");
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(intake.texts()).containsExactly(RECORD);
    }

    @Test
    void records_that_are_too_long_are_rejected_alone() throws Exception {
        Receiver receiver = receiver();
        byte[] body = export("a", "x".repeat(1_000), "b").toByteArray();
        Answer answer = send(receiver, PROTOBUF, body);
        ExportLogsServiceResponse response = ExportLogsServiceResponse.parseFrom(answer.bytes());
        assertThat(response.getPartialSuccess().getRejectedLogRecords()).isEqualTo(1);
        assertThat(response.getPartialSuccess().getErrorMessage()).contains("1000");
        assertThat(intake.size()).isEqualTo(2);
        assertThat(intake.dropReason()).isEqualTo("record-too-long");
        String json = "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{\"body\":{\"stringValue\":\""
                + "x".repeat(1_000) + "\"}}]}]}]}";
        JsonObject partial =
                send(receiver, "application/json", utf8(json)).json().getJsonObject("partialSuccess");
        assertThat(partial.getString("rejectedLogRecords")).isEqualTo("1");
    }

    @Test
    void what_is_no_export_is_refused_in_its_own_media_type() throws Exception {
        Receiver receiver = receiver();
        assertThat(send(receiver, PROTOBUF, utf8("no protobuf")).status()).isEqualTo(400);
        byte[] whole = export("a").toByteArray();
        assertThat(send(receiver, PROTOBUF, Arrays.copyOf(whole, whole.length - 4))
                        .status())
                .isEqualTo(400);
        for (String json : new String[] {
            "[1]",
            "{",
            "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{\"traceId\":\"zz\"}]}]}]}",
            "{\"a\":" + "[".repeat(500) + "]".repeat(500) + "}"
        }) {
            Answer answer = send(receiver, "application/json", utf8(json));
            assertThat(answer.status()).as(json).isEqualTo(400);
            assertThat(answer.json().getString("message")).isNotEmpty();
        }
        assertThat(send(receiver, PROTOBUF, new byte[0]).status()).isEqualTo(200);
        assertThat(intake.size()).isZero();
    }

    @Test
    void who_comes_to_the_wrong_place_or_without_a_token_is_told_so() throws Exception {
        Receiver receiver = receiver();
        byte[] body = export("a").toByteArray();
        Answer traces = call(receiver, "POST", "/v1/traces", body, "Content-Type", "application/json");
        assertThat(traces.status()).isEqualTo(404);
        assertThat(traces.json().getString("message")).contains("/v1/logs");
        assertThat(call(receiver, "GET", "/v1/logs", "").status()).isEqualTo(405);
        assertThat(send(receiver, "text/plain", body).status()).isEqualTo(415);
        Answer nobody = call(receiver, "POST", "/v1/logs", body, "Content-Type", PROTOBUF);
        assertThat(nobody.status()).isEqualTo(401);
        assertThat(nobody.header("WWW-Authenticate")).isEqualTo("Bearer");
        assertThat(intake.size()).isZero();
    }

    @Test
    void a_full_queue_and_a_body_beyond_the_limit_are_refused() throws Exception {
        Receiver receiver = receiver();
        intake.room(0);
        Answer full = send(receiver, PROTOBUF, export("a").toByteArray());
        assertThat(full.status()).isEqualTo(429);
        assertThat(full.header("Retry-After")).isEqualTo("1");
        byte[] bomb = gzip(new byte[50_000_000]);
        Answer huge = call(
                receiver,
                "POST",
                "/v1/logs",
                bomb,
                "Authorization",
                "Bearer " + SECRET,
                "Content-Type",
                PROTOBUF,
                "Content-Encoding",
                "gzip");
        assertThat(huge.status()).isEqualTo(413);
        intake.room(10);
        assertThat(send(receiver, PROTOBUF, export("a").toByteArray()).status()).isEqualTo(200);
    }
}
