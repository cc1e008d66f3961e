package dev.vedette.host.ingest.pull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far an API was read: the mark of a {@link RestPuller}.
 *
 * @param cursor that the fetch at hand began with, or the next one will begin with; null at the first
 * @param page address of the page at hand, or null between two fetches
 * @param done records of that page that were taken
 * @param best greatest value of the cursor's field in the fetch at hand, or null
 * @param seen ids of the records that have just this value
 */
record RestPosition(
        @Nullable String cursor,
        @Nullable String page,
        int done,
        @Nullable String best,
        List<String> seen) {
    static final RestPosition START = new RestPosition(null, null, 0, null, List.of());

    private static final int MOST_SEEN = 1_000;
    private static final int MOST_TEXT = 9_000; // what a mark may hold
    private static final ObjectMapper JSON = new ObjectMapper();

    RestPosition {
        seen = List.copyOf(seen);
    }

    /** After one more record of the page. */
    RestPosition taken(int index, @Nullable String value, @Nullable String id) {
        if (value == null) {
            return new RestPosition(cursor, page, index + 1, best, seen);
        }
        int order = best == null ? 1 : compare(value, best);
        if (order < 0) {
            return new RestPosition(cursor, page, index + 1, best, seen);
        }
        List<String> ids = order > 0 ? new ArrayList<>() : new ArrayList<>(seen);
        if (id != null && ids.size() < MOST_SEEN) {
            ids.add(id);
        }
        return new RestPosition(cursor, page, index + 1, value, ids);
    }

    /** Whether a record came before: it has the value that the last fetch ended with, and an id of then. */
    boolean knows(@Nullable String value, @Nullable String id) {
        return value != null && id != null && value.equals(best) && seen.contains(id);
    }

    RestPosition since(String start) {
        return new RestPosition(start, page, done, best, seen);
    }

    RestPosition onPage(String address) {
        return new RestPosition(cursor, address, 0, best, seen);
    }

    RestPosition ended(@Nullable String next) {
        return new RestPosition(next, null, 0, best, seen);
    }

    /** Numbers as numbers, all else, as ISO times, as text. */
    private static int compare(String one, String other) {
        if (isNumber(one) && isNumber(other)) {
            return new BigDecimal(one).compareTo(new BigDecimal(other));
        }
        return one.compareTo(other);
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty()
                && text.length() < 40
                && text.chars().allMatch(c -> (c >= '0' && c <= '9') || c == '.')
                && text.chars().filter(c -> c == '.').count() < 2
                && !text.startsWith(".")
                && !text.endsWith(".");
    }

    String text() {
        List<String> kept = seen;
        String text = write(kept);
        while (text.length() > MOST_TEXT
                && !kept.isEmpty()) { // the oldest go: a record may then come twice, none is lost
            kept = kept.subList((kept.size() + 1) / 2, kept.size());
            text = write(kept);
        }
        return text;
    }

    private String write(List<String> ids) {
        ObjectNode node = JSON.createObjectNode();
        put(node, "cursor", cursor);
        put(node, "page", page);
        node.put("done", done);
        put(node, "best", best);
        ArrayNode list = node.putArray("seen");
        ids.forEach(list::add);
        return node.toString();
    }

    private static void put(ObjectNode node, String key, @Nullable String value) {
        if (value != null) {
            node.put(key, value);
        }
    }

    static RestPosition read(@Nullable String text) throws IOException {
        if (text == null) {
            return START;
        }
        try {
            JsonNode node = JSON.readTree(text);
            List<String> seen = new ArrayList<>();
            node.path("seen").forEach(id -> seen.add(id.asText()));
            return new RestPosition(
                    node.path("cursor").textValue(),
                    node.path("page").textValue(),
                    node.path("done").asInt(),
                    node.path("best").textValue(),
                    seen);
        } catch (JsonProcessingException e) {
            throw new IOException("what was remembered of this source cannot be read: " + e.getOriginalMessage(), e);
        }
    }
}
