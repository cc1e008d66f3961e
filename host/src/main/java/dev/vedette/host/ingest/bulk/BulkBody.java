package dev.vedette.host.ingest.bulk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vedette.api.event.RawRecord;
import dev.vedette.host.ingest.BodyReader;
import dev.vedette.host.ingest.FrameSink;
import dev.vedette.host.ingest.HttpReceiver;
import dev.vedette.host.ingest.IngestRequest;
import dev.vedette.host.ingest.Splitter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The body of a {@code _bulk}: a line that says what is to be done, and for most a line with the document. */
final class BulkBody implements BodyReader, FrameSink {
    /** So that the answer is bounded too; Beats send 1,600 at most, Logstash 20 MB. */
    static final int MAX_ITEMS = 200_000;

    private static final Set<String> OPERATIONS = Set.of("index", "create", "update", "delete");

    private final Documents documents;
    private final String index;
    private final @Nullable String pipeline;
    private final HttpReceiver receiver;
    private final Splitter splitter;
    private final Instant begun;
    private final List<BulkItem> items = new ArrayList<>();
    private @Nullable IngestRequest at;
    private @Nullable BulkItem open; // an item whose document comes next

    BulkBody(Documents documents, String index, @Nullable String pipeline, HttpReceiver receiver) {
        this.documents = documents;
        this.index = index;
        this.pipeline = pipeline;
        this.receiver = receiver;
        this.splitter = Splitter.lines(documents.maxRecordBytes());
        this.begun = receiver.clock().instant();
    }

    @Override
    public boolean answersItems() {
        return true;
    }

    @Override
    public void feed(byte[] data, int from, int to, IngestRequest request) {
        at = request;
        splitter.feed(data, from, to, this);
    }

    @Override
    public void finish(IngestRequest request) {
        at = request;
        splitter.finish(this);
        if (open != null) {
            request.refuse(400, "the document of item " + items.size() + " is missing; the body ends with a line feed");
        } else if (items.isEmpty()) {
            request.refuse(400, "request body is required");
        }
    }

    @Override
    public void record(byte[] line) {
        IngestRequest request = at;
        if (request == null || request.status() != IngestRequest.OK) {
            return;
        }
        BulkItem item = open;
        if (item == null) {
            action(line, request);
            return;
        }
        open = null;
        if (!item.isWrite()) {
            return;
        }
        RawRecord record = documents.record(line, item.index(), item.id(), item.pipeline());
        if (record == null) {
            documents.broken();
            item.refuse(400, "document_parsing_exception", "the document is no JSON object");
        } else {
            item.offered();
            request.offer(record);
        }
    }

    private void action(byte[] line, IngestRequest request) {
        ObjectNode action = Documents.object(line);
        String name =
                action == null || action.size() != 1 ? "" : action.fieldNames().next();
        if (action == null || !OPERATIONS.contains(name) || !action.get(name).isObject()) {
            receiver.counters().broken();
            request.refuse(
                    400, "Malformed action/metadata line [" + (items.size() + 1) + "], expected index or create");
            return;
        }
        if (items.size() == MAX_ITEMS) {
            request.refuse(413, "more than " + MAX_ITEMS + " items; send them in several requests");
            return;
        }
        JsonNode to = action.get(name);
        BulkItem item = new BulkItem(
                name,
                to.path("_index").asText(index),
                to.path("_id").asText(null),
                to.path("pipeline").asText(pipeline));
        items.add(item);
        if (!item.isWrite()) {
            item.refuse(
                    400, "illegal_argument_exception", "events are kept as they came: only index and create are known");
        }
        open = name.equals("delete") ? null : item;
    }

    @Override
    public void cut(byte[] beginning, long lostBytes) {
        BulkItem item = open;
        open = null;
        if (item != null) {
            documents.tooLong();
            item.refuse(
                    413, "content_too_long_exception", "the document is longer than " + beginning.length + " bytes");
        } else if (at != null) {
            at.refuse(413, "an action line is longer than " + beginning.length + " bytes");
        }
    }

    @Override
    public void broken(String reason) {
        throw new IllegalStateException("lines cannot be broken: " + reason);
    }

    @Override
    public void answer(IngestRequest request) {
        if (request.status() != IngestRequest.OK) {
            request.reply(
                    request.status(), Errors.json(request.status(), Errors.type(request.status()), request.error()));
            return;
        }
        long durable = request.accepted();
        boolean errors = false;
        StringBuilder list = new StringBuilder(items.size() * 64);
        for (BulkItem item : items) {
            if (item.isOffered() && durable-- <= 0) {
                item.refuse(429, Errors.type(429), "there is no room for it now; send it again later");
            }
            errors |= item.isRefused();
            list.append(list.isEmpty() ? "" : ",").append(item.json());
        }
        long took = Duration.between(begun, receiver.clock().instant()).toMillis();
        // Fluent Bit searches for the middle of this text, when it is longer than its buffer.
        request.reply(200, "{\"took\":" + took + ",\"errors\":" + errors + ",\"items\":[" + list + "]}");
    }
}
