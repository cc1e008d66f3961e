package dev.vedette.host.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;

/** What an endpoint answers. */
sealed interface Reply {
    record Json(int status, JsonNode body) implements Reply {}

    record Text(int status, String contentType, String body) implements Reply {}

    /**
     * A file to be saved by the caller.
     *
     * @param name what to save it as
     * @param temporary whether the host deletes it once it is sent
     */
    record Download(Path file, String contentType, String name, boolean temporary) implements Reply {}

    static Reply json(JsonNode body) {
        return new Json(200, body);
    }

    static Reply created(JsonNode body) {
        return new Json(201, body);
    }
}
