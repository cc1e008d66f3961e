package dev.vedette.host.ingest.bulk;

import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** One item of a {@code _bulk}, and what becomes of it. */
final class BulkItem {
    private final String operation;
    private final String index;
    private final @Nullable String id;
    private final @Nullable String pipeline;
    private boolean offered;
    private int status = 201;
    private @Nullable JsonObject error;

    BulkItem(String operation, String index, @Nullable String id, @Nullable String pipeline) {
        this.operation = operation;
        this.index = index;
        this.id = id;
        this.pipeline = pipeline;
    }

    String index() {
        return index;
    }

    @Nullable
    String id() {
        return id;
    }

    @Nullable
    String pipeline() {
        return pipeline;
    }

    /** Whether it is an operation that brings a new document. */
    boolean isWrite() {
        return operation.equals("index") || operation.equals("create");
    }

    void offered() {
        offered = true;
    }

    boolean isOffered() {
        return offered;
    }

    void refuse(int code, String type, String reason) {
        status = code;
        error = Errors.cause(type, reason);
    }

    boolean isRefused() {
        return error != null;
    }

    String json() {
        JsonObject result = new JsonObject().put("_index", index);
        if (id != null) {
            result.put("_id", id);
        }
        result.put("status", status);
        if (error != null) {
            result.put("error", error);
        } else {
            result.put("_version", 1).put("result", "created");
        }
        return new JsonObject().put(operation, result).encode();
    }
}
