package dev.vedette.host.ingest.bulk;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** Errors in the shape that clients read. */
final class Errors {
    private Errors() {}

    /** The cause alone, as an item of a bulk answer has it. */
    static JsonObject cause(String type, String reason) {
        return new JsonObject().put("type", type).put("reason", reason);
    }

    /** A whole answer. */
    static String json(int status, String type, String reason) {
        JsonObject error = cause(type, reason).put("root_cause", new JsonArray().add(cause(type, reason)));
        return new JsonObject().put("error", error).put("status", status).encode();
    }

    static String type(int status) {
        return switch (status) {
            case 413 -> "content_too_long_exception";
            case 415 -> "media_type_header_exception";
            case 429 -> "es_rejected_execution_exception";
            case 503 -> "unavailable_shards_exception";
            default -> "parse_exception";
        };
    }
}
