package dev.vedette.host.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.buffer.Buffer;

/** What an endpoint answers. */
sealed interface Reply {
    record Json(int status, JsonNode body) implements Reply {}

    record Text(int status, String contentType, String body) implements Reply {}

    /**
     * A file to be saved by the caller.
     *
     * @param name what to save it as
     */
    record Download(Buffer content, String contentType, String name) implements Reply {}

    static Reply json(JsonNode body) {
        return new Json(200, body);
    }
}
