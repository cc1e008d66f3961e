package dev.vedette.host.search;

import dev.vedette.api.event.Event;
import dev.vedette.host.query.Table;
import dev.vedette.host.store.ScanControl;
import dev.vedette.host.store.ScanProgress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Hands everything that a job finds to the lines of an export: what it kept where that is all, else from the store. */
final class ExportRun implements QueryOutput, ScanControl {
    private static final int AT_ONCE = 500;

    private final SearchJob job;
    private final Question question;
    private final long most;
    private final ExportLines lines;
    private final BooleanSupplier cancelled;

    ExportRun(SearchJob job, long most, ExportLines lines, BooleanSupplier cancelled) {
        this.job = job;
        this.question = job.question();
        this.most = most;
        this.lines = lines;
        this.cancelled = cancelled;
    }

    void run(QueryRun queries) throws IOException, QueryLimitException {
        if (!question.givesEvents()) {
            lines.tableHeader(question.columns());
        }
        if (job.isWhole()) {
            kept();
        } else {
            queries.stream(job.owner().scope(), question.plan(), null, this, this);
        }
    }

    private void kept() throws IOException {
        int from = 0;
        List<byte[]> part = job.rows().read(0, AT_ONCE);
        while (!part.isEmpty() && lines.count() < most && !cancelled()) {
            for (byte[] row : part) {
                if (lines.count() < most) {
                    lines.add(question, RowJson.parse(row));
                }
            }
            from += part.size();
            part = job.rows().read(from, AT_ONCE);
        }
    }

    @Override
    public boolean row(List<@Nullable Object> row, @Nullable Event event) {
        try {
            lines.add(question, RowJson.of(question, row));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return lines.count() < most;
    }

    @Override
    public void preview(Table soFar) {}

    @Override
    public boolean cancelled() {
        return cancelled.getAsBoolean();
    }

    @Override
    public void progress(ScanProgress progress) {}
}
