package dev.vedette.host.ingest.pull;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One reply: its records byte by byte as they came, and single values of it. */
final class RestPage {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonFactory FACTORY = new JsonFactory();

    private final byte[] body;
    private final List<byte[]> records;

    private RestPage(byte[] body, List<byte[]> records) {
        this.body = body;
        this.records = records;
    }

    /**
     * Reads a reply.
     *
     * @param path to the list of records; empty when the reply is the list itself, or JSON objects one after the other
     * @throws IOException if it is no JSON, or there is no list at the path
     */
    static RestPage of(byte[] body, String path) throws IOException {
        List<byte[]> records = new ArrayList<>();
        try (JsonParser parser = FACTORY.createParser(body)) {
            JsonToken token = parser.nextToken();
            if (path.isEmpty()) {
                while (token != null) {
                    if (token == JsonToken.START_ARRAY) {
                        elements(parser, body, records);
                    } else {
                        records.add(value(parser, body));
                    }
                    token = parser.nextToken();
                }
            } else {
                descend(parser, token, path, body, records);
            }
        }
        return new RestPage(body, records);
    }

    private static void descend(
            JsonParser parser, @Nullable JsonToken root, String path, byte[] body, List<byte[]> records)
            throws IOException {
        JsonToken token = root;
        for (String name : path.split("\\.", -1)) {
            if (token != JsonToken.START_OBJECT || !enter(parser, name)) {
                throw new IOException(
                        "the reply has no '" + path + "' (rest.records); it begins with " + beginning(body));
            }
            token = parser.currentToken();
        }
        if (token == JsonToken.START_ARRAY) {
            elements(parser, body, records);
        } else if (token != JsonToken.VALUE_NULL) {
            throw new IOException("'" + path + "' (rest.records) is no list in the reply");
        }
    }

    /** Goes to the value of a member; false if the object has none of this name. */
    private static boolean enter(JsonParser parser, String name) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean found = name.equals(parser.currentName());
            parser.nextToken();
            if (found) {
                return true;
            }
            parser.skipChildren();
        }
        return false;
    }

    private static void elements(JsonParser parser, byte[] body, List<byte[]> records) throws IOException {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            records.add(value(parser, body));
        }
    }

    private static byte[] value(JsonParser parser, byte[] body) throws IOException {
        int from = (int) parser.currentTokenLocation().getByteOffset();
        if (parser.currentToken().isStructStart()) {
            parser.skipChildren();
        } else {
            parser.finishToken();
        }
        return Arrays.copyOfRange(body, from, (int) parser.currentLocation().getByteOffset());
    }

    private static String beginning(byte[] body) {
        int length = Math.min(body.length, 1);
        return length == 0 ? "nothing" : "'" + (char) (body[0] & 0x7F) + "'";
    }

    List<byte[]> records() {
        return records;
    }

    /** A single value of the reply as text, or null. */
    @Nullable
    String value(String path) throws IOException {
        return value(JSON.readTree(body), path);
    }

    /** A single value of a record as text, or null: also of one that is no object. */
    static @Nullable String value(byte[] record, String path) throws IOException {
        return value(JSON.readTree(record), path);
    }

    /** A name may have dots itself, as {@code @odata.nextLink} has: what the object has as a whole comes first. */
    private static @Nullable String value(@Nullable JsonNode root, String path) {
        JsonNode node = root == null ? null : root.get(path);
        if (node == null) {
            node = root;
            for (String name : path.split("\\.", -1)) {
                node = node == null ? null : node.get(name);
            }
        }
        return node == null
                        || node.isNull()
                        || node.isContainerNode()
                        || node.asText().isEmpty()
                ? null
                : node.asText();
    }
}
