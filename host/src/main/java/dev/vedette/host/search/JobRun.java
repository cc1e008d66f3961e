package dev.vedette.host.search;

import dev.vedette.api.event.Event;
import dev.vedette.host.query.Table;
import dev.vedette.host.store.EventCursor;
import dev.vedette.host.store.EventStore;
import dev.vedette.host.store.ScanControl;
import dev.vedette.host.store.ScanEnd;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the store for one job and gives it what is found. */
final class JobRun implements QueryOutput {
    private static final int PREVIEW_ROWS = 1000;

    private final SearchJob job;
    private final Question question;
    private final int most;
    private @Nullable Event last;
    private boolean more;
    private boolean noted; // perhaps that rows were left out: then how many there are is not known

    JobRun(SearchJob job, SearchSettings settings) {
        this.job = job;
        this.question = job.question();
        this.most = question.isPageable() ? job.request().limit() : settings.resultRows();
    }

    void run(QueryRun queries, EventStore store, ScanControl control) throws IOException, QueryLimitException {
        ScanEnd end =
                most == 0 ? ScanEnd.ENOUGH : queries.stream(job.owner().scope(), question.plan(), null, control, this);
        Event behind = last;
        if (more && behind != null && question.isPageable()) {
            job.endsBehind(EventCursor.after(behind));
        }
        if (end == ScanEnd.COMPLETE && !noted) {
            job.total(job.rows().count());
        } else if (end != ScanEnd.COMPLETE && question.keepsAll() && !control.cancelled()) {
            job.total(store.count(job.owner().scope(), question.plan().search()));
        }
    }

    @Override
    public boolean row(List<@Nullable Object> row, @Nullable Event event) {
        try {
            more = job.rows().count() >= most || !job.add(RowJson.bytes(RowJson.of(question, row)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!more) {
            last = event;
        }
        return !more;
    }

    @Override
    public void note(String text) {
        noted = true;
        job.note(text);
    }

    @Override
    public void preview(Table soFar) {
        job.partial(soFar.rows().stream()
                .limit(PREVIEW_ROWS)
                .map(row -> RowJson.bytes(RowJson.of(question, row)))
                .toList());
    }
}
