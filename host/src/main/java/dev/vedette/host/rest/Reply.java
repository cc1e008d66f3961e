package dev.vedette.host.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.buffer.Buffer;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What an endpoint answers. */
sealed interface Reply {
    /**
     * A JSON document.
     *
     * @param headers beside the usual ones
     */
    record Json(int status, JsonNode body, Map<String, String> headers) implements Reply {
        public Json(int status, JsonNode body) {
            this(status, body, Map.of());
        }
    }

    record Text(int status, String contentType, String body) implements Reply {}

    /**
     * A file to be saved by the caller.
     *
     * @param name what to save it as
     */
    record Download(Buffer content, String contentType, String name) implements Reply {}

    /**
     * A body of any length, written as it comes about.
     *
     * @param name what to save it as; null for what is read at once, which is not compressed so that nothing waits in
     *     between
     */
    record Flow(
            BodyWriter body, String contentType, @Nullable String name) implements Reply {}

    /** What is not known yet and costs no thread until it is. */
    record Later(CompletionStage<Reply> reply) implements Reply {}

    static Reply json(JsonNode body) {
        return new Json(200, body);
    }
}
