package dev.vedette.host.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Console;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One search on a host: submitted, watched to its end, read page by page; cancelled there when this process must end. */
final class SearchJobClient implements AutoCloseable {
    private static final int KEPT = 1000; // further rows come from the store, page by page
    private static final int PAGE = 1000;

    private final HostClient host;
    private final Output output;
    private final String path;
    private final boolean followed;
    private final @Nullable Thread atInterrupt;
    private final @Nullable Console terminal = System.console();
    private JsonNode status;
    private boolean progressShown;

    private SearchJobClient(HostClient host, Output output, JsonNode status, boolean hostOutlivesThis) {
        this.host = host;
        this.output = output;
        this.status = status;
        this.followed = hostOutlivesThis;
        this.path = "/api/v1/searches/" + status.path("id").asText();
        this.atInterrupt = hostOutlivesThis ? new Thread(this::cancel, "cancel") : null;
        if (atInterrupt != null) {
            Runtime.getRuntime().addShutdownHook(atInterrupt);
        }
    }

    /**
     * Submits a search.
     *
     * @param request the text and its time, as the API takes them
     * @param rows how many are wanted
     */
    static SearchJobClient submit(HostSession session, Output output, ObjectNode request, long rows) {
        request.put("limit", Math.min(rows, KEPT)).put("fresh", true);
        JsonNode status = session.client().post("/api/v1/searches", request, "wait=1");
        return new SearchJobClient(
                session.client(), output, status, session.own().isEmpty());
    }

    private void cancel() {
        try {
            host.delete(path);
        } catch (CliException e) {
            output.note("the search may go on at the host: " + e.getMessage());
        }
    }

    /** How it stands, as of the last answer. */
    JsonNode status() {
        return status;
    }

    boolean isTable() {
        return status.path("kind").asText().equals("table");
    }

    /** Waits until it is over, showing on a terminal how far it is. */
    void await() {
        while (!isOver()) {
            progress();
            look();
        }
        clearProgress();
        fail();
    }

    private void look() {
        status = host.get(path, "wait=1");
    }

    private boolean isOver() {
        return List.of("COMPLETED", "CANCELED", "ERROR")
                .contains(status.path("state").asText());
    }

    private void fail() {
        if (status.path("state").asText().equals("CANCELED")) {
            throw new CliException("the search was cancelled at the host; search again");
        }
        if (status.path("state").asText().equals("ERROR")) {
            throw new CliException(
                    status.path("error_messages").path(0).path("message").asText("the search failed"));
        }
    }

    /**
     * Hands events over while they are found; then waits for the end of the search.
     *
     * @return how many there were, at most {@code most}
     */
    long events(long most, Consumer<JsonNode> sink) {
        if (most == 0) {
            await();
            return 0;
        }
        long seen = 0;
        String cursor = null;
        while (true) {
            JsonNode page = page(cursor, most);
            JsonNode rows = page.path("events");
            if (!rows.isEmpty()) {
                clearProgress();
            }
            for (JsonNode event : rows) {
                if (seen < most) {
                    seen++;
                    sink.accept(event);
                }
            }
            cursor = page.path("next_cursor").textValue();
            if (seen >= most || (cursor == null && page.path("complete").asBoolean())) {
                await();
                return seen;
            }
            if (rows.isEmpty()) {
                fail();
                progress();
                look();
            }
        }
    }

    /** The rows of a table that is final, at most so many. */
    long rows(long most, Consumer<JsonNode> sink) {
        long seen = 0;
        String cursor = null;
        do {
            JsonNode page = page(cursor, most);
            for (JsonNode row : page.path("rows")) {
                if (seen < most) {
                    seen++;
                    sink.accept(row);
                }
            }
            cursor = page.path("next_cursor").textValue();
        } while (cursor != null && seen < most);
        return seen;
    }

    private JsonNode page(@Nullable String cursor, long most) {
        long rows = Math.max(1, Math.min(PAGE, most));
        return host.get(path + "/results" + HostClient.query("cursor", cursor, "limit", rows));
    }

    /** Where to get everything. */
    String export(String format, @Nullable Long most) {
        return path + "/export" + HostClient.query("format", format, "limit", most);
    }

    private void progress() {
        if (terminal != null) {
            JsonNode details = status.path("progress_details");
            output.err.print(String.format(
                    Locale.ROOT,
                    "\r%-9s %3d %%  %d of %d slices, %,d events found  (Ctrl-C cancels)  ",
                    status.path("state").asText().toLowerCase(Locale.ROOT),
                    status.path("progress").asInt(),
                    details.path("slices_done").asLong(),
                    details.path("slices_all").asLong(),
                    details.path("events_found").asLong()));
            output.err.flush();
            progressShown = true;
        }
    }

    private void clearProgress() {
        if (progressShown) {
            output.err.print("\r" + " ".repeat(78) + "\r");
            output.err.flush();
            progressShown = false;
        }
    }

    /** Forgets it at the host. */
    @Override
    public void close() {
        clearProgress();
        if (atInterrupt != null) {
            try {
                Runtime.getRuntime().removeShutdownHook(atInterrupt);
            } catch (IllegalStateException e) {
                return; // the process ends already, and the hook cancels
            }
        }
        if (followed) {
            cancel();
        }
    }
}
