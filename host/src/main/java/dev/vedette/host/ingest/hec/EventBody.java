package dev.vedette.host.ingest.hec;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vedette.host.ingest.BodyReader;
import dev.vedette.host.ingest.FrameSink;
import dev.vedette.host.ingest.IngestRequest;
import dev.vedette.host.ingest.Splitter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Events as JSON objects, one after the other with or without anything between them. Metadata that an event leaves out is
 * that of the event before it in the request; it is written into the record, so that each stands for itself.
 */
final class EventBody implements BodyReader {
    private static final ObjectReader JSON = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .reader();
    private static final List<String> METADATA = List.of("time", "host", "source", "sourcetype", "index", "fields");

    private final HecBody body;
    private final Splitter splitter;
    private final ObjectNode sticky = JsonNodeFactory.instance.objectNode();

    EventBody(HecBody body) {
        this.body = body;
        this.splitter = Splitter.json(body.maxRecordBytes());
    }

    @Override
    public void feed(byte[] data, int from, int to, IngestRequest request) {
        splitter.feed(data, from, to, new Sink(request));
    }

    @Override
    public void finish(IngestRequest request) {
        splitter.finish(new Sink(request));
        body.finish(request);
    }

    @Override
    public void answer(IngestRequest request) {
        body.answer(request);
    }

    private void event(byte[] bytes, IngestRequest request) {
        JsonNode event = read(bytes);
        if (!(event instanceof ObjectNode object)) {
            body.refuse(HecReply.INVALID_FORMAT, request);
            return;
        }
        JsonNode content = object.get("event");
        JsonNode fields = object.get("fields");
        if (content == null || content.isNull()) {
            body.refuse(HecReply.EVENT_REQUIRED, request);
        } else if (content.isTextual() && content.textValue().isEmpty()) {
            body.refuse(HecReply.EVENT_BLANK, request);
        } else if (fields != null && !fields.isObject()) {
            body.refuse(HecReply.INVALID_FIELDS, request);
        } else {
            body.offer(completed(bytes, object), true, sticky.path("host").asText(null), request);
        }
    }

    private static @Nullable JsonNode read(byte[] bytes) {
        try {
            return JSON.readTree(bytes);
        } catch (IOException e) {
            return null;
        }
    }

    /** The event as it came, with what it takes over from the one before it written behind its opening brace. */
    private byte[] completed(byte[] bytes, ObjectNode event) {
        ObjectNode missing = JsonNodeFactory.instance.objectNode();
        for (String name : METADATA) {
            JsonNode own = event.get(name);
            JsonNode before = sticky.get(name);
            if (own != null && !own.isNull()) {
                sticky.set(name, own);
            } else if (before != null) {
                missing.set(name, before);
            }
        }
        if (missing.isEmpty()) {
            return bytes;
        }
        String head = missing.toString();
        ByteArrayOutputStream whole = new ByteArrayOutputStream(bytes.length + head.length());
        whole.writeBytes(head.substring(0, head.length() - 1).getBytes(StandardCharsets.UTF_8));
        whole.write(',');
        whole.write(bytes, 1, bytes.length - 1); // the splitter begins a record at its brace
        return whole.toByteArray();
    }

    private final class Sink implements FrameSink {
        private final IngestRequest request;

        Sink(IngestRequest request) {
            this.request = request;
        }

        @Override
        public void record(byte[] bytes) {
            if (request.status() == IngestRequest.OK) {
                event(bytes, request);
            }
        }

        @Override
        public void cut(byte[] beginning, long lostBytes) {
            body.tooLong(request);
        }

        @Override
        public void broken(String reason) {
            body.refuse(HecReply.INVALID_FORMAT, request);
        }
    }
}
