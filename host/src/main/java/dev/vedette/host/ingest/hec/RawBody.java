package dev.vedette.host.ingest.hec;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vedette.api.event.Origin;
import dev.vedette.api.event.RawRecord;
import dev.vedette.host.ingest.BodyReader;
import dev.vedette.host.ingest.FrameSink;
import dev.vedette.host.ingest.IngestRequest;
import dev.vedette.host.ingest.Splitter;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Raw lines, with metadata for all of them in the address. Without any, a line is a record as if it had come by itself. */
final class RawBody implements BodyReader {
    private static final List<String> METADATA = List.of("time", "host", "source", "sourcetype", "index");
    private static final Origin NOWHERE = Origin.of("none", "none").build();

    private final HecBody body;
    private final Splitter splitter;
    private final ObjectNode metadata = JsonNodeFactory.instance.objectNode();
    private final @Nullable String host;

    RawBody(HecBody body, HttpServerRequest request) {
        this.body = body;
        this.splitter = Splitter.lines(body.maxRecordBytes());
        for (String name : METADATA) {
            String value = request.getParam(name);
            if (value != null && !value.isEmpty()) {
                metadata.put(name, value);
            }
        }
        this.host = request.getParam("host");
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

    private void line(byte[] bytes, IngestRequest request) {
        if (metadata.isEmpty()) {
            body.offer(bytes, false, null, request);
            return;
        }
        ObjectNode event = metadata.deepCopy();
        event.put("event", new RawRecord(bytes, Instant.EPOCH, NOWHERE).text()); // whatever its encoding
        body.offer(event.toString().getBytes(StandardCharsets.UTF_8), true, host, request);
    }

    private final class Sink implements FrameSink {
        private final IngestRequest request;

        Sink(IngestRequest request) {
            this.request = request;
        }

        @Override
        public void record(byte[] bytes) {
            if (request.status() == IngestRequest.OK) {
                line(bytes, request);
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
