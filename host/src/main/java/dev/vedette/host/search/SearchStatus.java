package dev.vedette.host.search;

import dev.vedette.host.store.ScanProgress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A job as it stood at one moment.
 *
 * @param owner id of the principal
 * @param from what the search is about begins here; null where it is all of the past
 * @param to and ends before this
 * @param percent 0 to 100
 * @param columns of a table; null where the rows are events
 * @param rows that can be read by now
 * @param total events that match, once they are counted; -1 before, and for tables
 * @param cut why there are more rows than are kept, and how to get them; null where there are not
 * @param notes what a reader of the rows should know
 * @param problem why it ended early; null where it did not
 * @param ran so long
 * @param cpu time of the processor that it took
 * @param bytes that its rows take
 * @param exports that run on it now
 * @param expires when it will be forgotten; null while it runs
 */
public record SearchStatus(
        String id,
        String owner,
        SearchRequest request,
        @Nullable Instant from,
        @Nullable Instant to,
        SearchState state,
        int percent,
        ScanProgress progress,
        @Nullable List<String> columns,
        int rows,
        long total,
        @Nullable String cut,
        List<String> notes,
        @Nullable String problem,
        Instant submitted,
        @Nullable Instant started,
        @Nullable Instant ended,
        Duration ran,
        Duration cpu,
        long bytes,
        int exports,
        @Nullable Instant expires) {}
