package dev.vedette.host.ingest.bulk;

import dev.vedette.api.event.RawRecord;
import dev.vedette.host.ingest.BodyReader;
import dev.vedette.host.ingest.IngestRequest;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/** A request that brings one document. */
final class DocumentBody implements BodyReader {
    private final Documents documents;
    private final String index;
    private final @Nullable String id;
    private final @Nullable String pipeline;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    DocumentBody(Documents documents, String index, @Nullable String id, @Nullable String pipeline) {
        this.documents = documents;
        this.index = index;
        this.id = id;
        this.pipeline = pipeline;
    }

    @Override
    public void feed(byte[] data, int from, int to, IngestRequest request) {
        if (bytes.size() + to - from > documents.maxRecordBytes()) {
            documents.tooLong();
            request.refuse(413, "the document is longer than " + documents.maxRecordBytes() + " bytes");
        } else {
            bytes.write(data, from, to - from);
        }
    }

    @Override
    public void finish(IngestRequest request) {
        RawRecord record = documents.record(bytes.toByteArray(), index, id, pipeline);
        if (record == null) {
            documents.broken();
            request.refuse(400, "the document is no JSON object");
        } else {
            request.offer(record);
        }
    }

    @Override
    public void answer(IngestRequest request) {
        if (request.status() != IngestRequest.OK) {
            request.reply(
                    request.status(), Errors.json(request.status(), Errors.type(request.status()), request.error()));
            return;
        }
        JsonObject shards =
                new JsonObject().put("total", 1).put("successful", 1).put("failed", 0);
        request.reply(
                201,
                new JsonObject()
                        .put("_index", index)
                        .put("_id", id == null ? "" : id)
                        .put("_version", 1)
                        .put("result", "created")
                        .put("_shards", shards)
                        .put("_seq_no", 0)
                        .put("_primary_term", 1)
                        .encode());
    }
}
