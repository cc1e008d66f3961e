package dev.vedette.host.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.vedette.host.search.SearchJob;
import dev.vedette.host.search.SearchPage;
import dev.vedette.host.search.SearchRefusedException;
import dev.vedette.host.search.SearchRequest;
import dev.vedette.host.search.SearchStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Searches as JSON. */
final class SearchJson {
    private static final String HELP = "See docs/query-language.md for examples.";

    private SearchJson() {}

    static ObjectNode job(SearchJob job) {
        SearchStatus status = job.status();
        SearchRequest request = status.request();
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("id", status.id());
        node.put("owner", status.owner());
        node.put(request.language().label(), request.text());
        time(node, "from", status.from());
        time(node, "to", status.to());
        node.put("limit", request.limit());
        node.put("state", status.state().name());
        node.put("progress", status.percent());
        node.putObject("progress_details")
                .put("slices_done", status.progress().slicesDone())
                .put("slices_all", status.progress().slices())
                .put("events_seen", status.progress().looked())
                .put("events_found", status.progress().found());
        node.put("kind", status.columns() == null ? "events" : "table");
        if (status.columns() != null) {
            OffenseJson.texts(node, "columns", status.columns());
        }
        node.put("rows", status.rows());
        if (status.total() >= 0) {
            node.put("total", status.total());
        }
        if (status.cut() != null) {
            node.put("cut", status.cut());
        }
        if (!status.notes().isEmpty()) {
            OffenseJson.texts(node, "notes", status.notes());
        }
        node.put("submitted", status.submitted().toString());
        time(node, "started", status.started());
        time(node, "ended", status.ended());
        time(node, "expires", status.expires());
        node.put("elapsed_ms", status.ran().toMillis());
        node.put("cpu_ms", status.cpu().toMillis());
        node.put("bytes", status.bytes());
        node.put("exports", status.exports());
        ArrayNode problems = node.putArray("error_messages");
        if (status.problem() != null) {
            problems.addObject().put("severity", "ERROR").put("message", status.problem());
        }
        return node;
    }

    private static void time(ObjectNode node, String name, @Nullable Instant time) {
        if (time != null) {
            node.put(name, time.toString());
        }
    }

    /** The rows of a page: {@code events}, or {@code columns} and {@code rows}; and {@code next_cursor}. */
    static void rows(ObjectNode node, SearchPage page) {
        if (page.columns() != null) {
            OffenseJson.texts(node, "columns", page.columns());
        }
        ArrayNode rows = node.putArray(page.columns() == null ? "events" : "rows");
        page.rows().forEach(row -> rows.addRawValue(new RawValue(row)));
        if (page.next() != null) {
            node.put("next_cursor", page.next());
        }
    }

    static Problem refused(SearchRefusedException e) {
        if (e.busy()) {
            return Problem.tooMany(e.reason(), 5);
        }
        if (e.column() > 0) {
            return Problem.at(e.column(), "The query cannot be understood", e.reason(), HELP);
        }
        return Problem.badRequest("The query cannot be answered: " + e.reason() + ".", HELP);
    }

    static Problem noCursor(String cursor) {
        return Problem.badRequest(
                "'" + cursor + "' is no cursor.", "Take next_cursor of the page before, or leave it out.");
    }
}
