package dev.vedette.host.search;

import dev.vedette.api.event.Event;
import dev.vedette.host.query.Table;
import dev.vedette.host.store.EventCursor;
import dev.vedette.host.store.ScanControl;
import dev.vedette.host.store.ScanProgress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects the rows behind a place, as many as a page has and as far as the time for one goes. */
final class RowPage implements QueryOutput, ScanControl {
    private static final Duration TIME = Duration.ofSeconds(45); // below the time that a request may take

    private final Question question;
    private final int most;
    private final List<byte[]> rows = new ArrayList<>();
    private final long began = System.nanoTime();
    private @Nullable Event last;
    private long bytes;
    private boolean more;
    private boolean late;

    RowPage(Question question, int most) {
        this.question = question;
        this.most = most;
    }

    @Override
    public boolean row(List<@Nullable Object> row, @Nullable Event event) {
        more = rows.size() >= most || bytes > Rows.AT_ONCE_BYTES;
        if (!more) {
            byte[] json = RowJson.bytes(RowJson.of(question, row));
            rows.add(json);
            bytes += json.length;
            last = event;
        }
        return !more;
    }

    @Override
    public void preview(Table soFar) {}

    @Override
    public boolean cancelled() {
        late = System.nanoTime() - began > TIME.toNanos();
        return late;
    }

    @Override
    public void progress(ScanProgress progress) {}

    SearchPage page() throws SearchRefusedException {
        Event end = last;
        if (late && end == null) {
            throw SearchRefusedException.busy("Nothing was found within " + TIME.toSeconds()
                    + " s. Shorten the time, or export: that has no such limit.");
        }
        String next = (more || late) && end != null ? EventCursor.after(end).text() : null;
        return new SearchPage(question.givesEvents() ? null : question.columns(), SearchPage.texts(rows), next);
    }
}
