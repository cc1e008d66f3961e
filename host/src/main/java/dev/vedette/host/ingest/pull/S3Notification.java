package dev.vedette.host.ingest.pull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a message in a bucket's queue says: S3's own format, alone or inside SNS, and EventBridge's. */
final class S3Notification {
    private static final ObjectMapper JSON = new ObjectMapper();

    private S3Notification() {}

    /** A message that is not from a bucket. */
    static final class ForeignException extends IOException {
        private static final long serialVersionUID = 1;

        private ForeignException(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /**
     * The objects that were written. None in a test message or one about deletions.
     *
     * @throws ForeignException if it is no notification at all: somebody else's queue must not be emptied
     */
    static List<S3Objects.Found> objects(String message, Instant now) throws ForeignException {
        try {
            return objects(JSON.readTree(message), now);
        } catch (JsonProcessingException e) {
            throw new ForeignException("a message in s3.queue is no JSON; is it the bucket's queue?", e);
        }
    }

    private static List<S3Objects.Found> objects(JsonNode root, Instant now) throws ForeignException {
        List<S3Objects.Found> found = new ArrayList<>();
        if (root.path("Message").isTextual()) {
            return objects(root.path("Message").textValue(), now);
        }
        if (root.path("Records").isArray()) {
            for (JsonNode record : root.path("Records")) {
                if (record.path("eventName").asText().startsWith("ObjectCreated")
                        || record.path("eventName").asText().startsWith("s3:ObjectCreated")) {
                    JsonNode s3 = record.path("s3");
                    String key = URLDecoder.decode(s3.at("/object/key").asText(), StandardCharsets.UTF_8);
                    found.add(found(s3, key, time(record.path("eventTime").asText(), now)));
                }
            }
            return found;
        }
        if (root.path("detail").path("object").isObject()) {
            if (root.path("detail-type").asText().equals("Object Created")) {
                JsonNode detail = root.path("detail");
                found.add(found(
                        detail,
                        detail.at("/object/key").asText(),
                        time(root.path("time").asText(), now)));
            }
            return found;
        }
        if (root.path("Event").asText().equals("s3:TestEvent")) {
            return found;
        }
        throw new ForeignException("a message in s3.queue is no notification of S3; is it the bucket's queue?", null);
    }

    private static S3Objects.Found found(JsonNode s3, String key, Instant changed) {
        String tag = s3.at("/object/eTag").asText(s3.at("/object/etag").asText());
        return new S3Objects.Found(
                s3.at("/bucket/name").asText(), key, tag, s3.at("/object/size").asLong(), changed);
    }

    private static Instant time(String text, Instant otherwise) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            return otherwise;
        }
    }
}
