package dev.vedette.host.search;

import dev.vedette.host.query.Table;
import dev.vedette.host.query.run.ProgramRun;
import dev.vedette.host.store.ScanControl;
import dev.vedette.host.store.ScanProgress;
import java.time.Clock;

/** Passes progress on, and with it now and then what the answer would be already. */
final class Previews implements ScanControl {
    private static final long EVERY_MILLIS = 1_000;
    private static final int ROWS = 1_000;

    private final ScanControl control;
    private final Clock clock;
    private final ProgramRun run;
    private final QueryOutput output;
    private long last;

    Previews(ScanControl control, Clock clock, ProgramRun run, QueryOutput output) {
        this.control = control;
        this.clock = clock;
        this.run = run;
        this.output = output;
        this.last = clock.millis();
    }

    @Override
    public boolean cancelled() {
        return control.cancelled();
    }

    @Override
    public void progress(ScanProgress progress) {
        control.progress(progress);
        long now = clock.millis();
        if (now - last >= EVERY_MILLIS) {
            Table soFar = run.preview(ROWS);
            if (!soFar.rows().isEmpty()) {
                output.preview(soFar);
            }
            last = clock.millis(); // a long one must not follow itself
        }
    }
}
