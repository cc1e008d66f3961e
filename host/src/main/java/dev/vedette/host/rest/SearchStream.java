package dev.vedette.host.rest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vedette.host.search.SearchJob;
import dev.vedette.host.search.SearchJobs;
import dev.vedette.host.search.SearchPage;
import dev.vedette.host.search.SearchRefusedException;
import dev.vedette.host.search.SearchStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a search finds while it runs, as lines of JSON: {@code status} whenever something has changed, {@code events}
 * that are new, {@code table} as it stands, and {@code end}. Runs on a virtual thread: it mostly waits.
 */
final class SearchStream {
    private static final Logger LOG = LoggerFactory.getLogger(SearchStream.class);
    private static final int AT_ONCE = 500;
    private static final Duration PULSE = Duration.ofSeconds(10);
    private static final Duration AT_MOST_EVERY = Duration.ofMillis(200);

    private final SearchJobs searches;
    private final SearchJob job;
    private final BodyWriter body;

    SearchStream(SearchJobs searches, SearchJob job, BodyWriter body) {
        this.searches = searches;
        this.job = job;
        this.body = body;
    }

    void run() {
        try {
            String cursor = null;
            boolean over = false;
            while (!over) {
                long version = job.version();
                SearchStatus status = job.status();
                over = status.state().finished();
                write("status", SearchJson.job(job));
                if (status.columns() == null) {
                    cursor = events(cursor, status.rows());
                } else {
                    table(over);
                }
                if (!over) {
                    job.awaitChange(version, PULSE);
                    job.finished()
                            .completeOnTimeout(job, AT_MOST_EVERY.toMillis(), TimeUnit.MILLISECONDS)
                            .join();
                }
            }
            ObjectNode end = JsonNodeFactory.instance.objectNode();
            end.put("end", job.status().state().name());
            line(end);
            body.end();
        } catch (IOException | SearchRefusedException e) {
            body.fail(String.valueOf(e.getMessage())); // the caller has gone, or a disk is broken: nothing to say
        } catch (RuntimeException e) {
            LOG.error("the stream of a search ends early", e); // a disk is broken; the caller must not wait for more
            body.fail(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            body.fail("interrupted");
        }
    }

    /** Sends the events from a cursor on that are kept by now. */
    private @Nullable String events(@Nullable String from, int kept) throws IOException, SearchRefusedException {
        String cursor = from;
        while (position(cursor) < kept) {
            SearchPage page = searches.page(job, cursor, Math.min(AT_ONCE, kept - position(cursor)));
            if (page.rows().isEmpty()) {
                return cursor;
            }
            ObjectNode node = JsonNodeFactory.instance.objectNode();
            SearchJson.rows(node, page);
            node.remove("next_cursor");
            line(node);
            cursor = Integer.toString(position(cursor) + page.rows().size());
        }
        return cursor;
    }

    private static int position(@Nullable String cursor) {
        return cursor == null ? 0 : Integer.parseInt(cursor);
    }

    private void table(boolean whole) throws IOException, SearchRefusedException {
        SearchPage page = searches.page(job, null, AT_ONCE);
        ObjectNode table = JsonNodeFactory.instance.objectNode();
        table.put("final", whole);
        SearchJson.rows(table, page);
        write("table", table);
    }

    private void write(String key, ObjectNode value) throws IOException {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.set(key, value);
        line(node);
    }

    private void line(ObjectNode node) throws IOException {
        body.write((node + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
