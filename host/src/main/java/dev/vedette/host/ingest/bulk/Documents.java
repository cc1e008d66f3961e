package dev.vedette.host.ingest.bulk;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vedette.api.event.Origin;
import dev.vedette.api.event.RawRecord;
import dev.vedette.host.ingest.Admission;
import dev.vedette.host.ingest.HttpDoor;
import dev.vedette.host.ingest.HttpReceiver;
import dev.vedette.host.parse.envelope.Envelopes;
import io.vertx.core.http.HttpServerRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes records of the documents of one request. */
final class Documents {
    private static final ObjectReader JSON = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .reader();
    private static final int MOST_KNOWN = 1_000;

    private final HttpReceiver receiver;
    private final HttpDoor door;
    private final Admission.Admitted sender;
    private final HttpServerRequest request;
    private final Map<String, Origin> origins = new HashMap<>();

    Documents(HttpReceiver receiver, HttpDoor door, Admission.Admitted sender, HttpServerRequest request) {
        this.receiver = receiver;
        this.door = door;
        this.sender = sender;
        this.request = request;
    }

    int maxRecordBytes() {
        return receiver.settings().maxRecordBytes();
    }

    /** Counts one that was longer than allowed; its sender will not send it again. */
    void tooLong() {
        receiver.counters().cut();
        receiver.dropped(origin(null), "record-too-long", 1);
    }

    void broken() {
        receiver.counters().broken();
        receiver.dropped(origin(null), "not-json", 1);
    }

    /** A JSON object, or null when it is none. */
    static @Nullable ObjectNode object(byte[] bytes) {
        try {
            return JSON.readTree(bytes) instanceof ObjectNode object ? object : null;
        } catch (IOException e) {
            return null;
        }
    }

    /** The record of a document: as it came, with where it was addressed to behind its opening brace. */
    @Nullable
    RawRecord record(byte[] bytes, String index, @Nullable String id, @Nullable String pipeline) {
        ObjectNode document = object(bytes);
        if (document == null) {
            return null;
        }
        byte[] whole = index.isEmpty() && id == null ? bytes : addressed(bytes, document, index, id, pipeline);
        return new RawRecord(whole, receiver.clock().instant(), origin(host(document)));
    }

    private static byte[] addressed(
            byte[] bytes, ObjectNode document, String index, @Nullable String id, @Nullable String pipeline) {
        ObjectNode metadata = JsonNodeFactory.instance.objectNode();
        if (!index.isEmpty()) {
            metadata.put("index", index);
        }
        if (id != null) {
            metadata.put("id", id);
        }
        if (pipeline != null) {
            metadata.put("pipeline", pipeline);
        }
        String head = "{\"@metadata\":" + metadata + (document.isEmpty() ? "" : ",");
        int brace = 0;
        while (bytes[brace] != '{') {
            brace++;
        }
        ByteArrayOutputStream whole = new ByteArrayOutputStream(bytes.length + head.length());
        whole.writeBytes(head.getBytes(StandardCharsets.UTF_8));
        whole.write(bytes, brace + 1, bytes.length - brace - 1);
        return whole.toByteArray();
    }

    private static @Nullable String host(JsonNode document) {
        JsonNode host = document.path("host");
        JsonNode name = host.isObject() ? host.path("name") : host;
        return name.isTextual() ? name.textValue() : document.path("host.name").asText(null);
    }

    private Origin origin(@Nullable String host) {
        String source = door.source(sender, host);
        Origin known = origins.get(String.valueOf(source));
        if (known == null) {
            Origin.Builder builder = door.origin(sender, request).envelope(Envelopes.DOCUMENT);
            known = (source == null ? builder : builder.source(source)).build();
            if (origins.size() < MOST_KNOWN) {
                origins.put(String.valueOf(source), known);
            }
        }
        return known;
    }
}
