package dev.vedette.host.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Rebuilds slices that were set aside, one after the other, while the rest serves. */
final class Rebuilds {
    private static final Logger LOG = LoggerFactory.getLogger(Rebuilds.class);

    private final LuceneEventStore store;
    private final Set<Path> tooLarge = new HashSet<>(); // for this run of the host
    private final AtomicLong back = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();

    Rebuilds(LuceneEventStore store) {
        this.store = store;
    }

    void run() throws IOException {
        for (DamagedSlice slice : store.slices().toRebuild()) {
            if (store.needsRollBack()) {
                return; // the journal comes first
            }
            if (!tooLarge.contains(slice.folder())) {
                rebuildWithinMemory(slice);
            }
        }
    }

    private void rebuildWithinMemory(DamagedSlice slice) throws IOException {
        try {
            rebuild(slice);
        } catch (OutOfMemoryError e) {
            tooLarge.add(slice.folder());
            LOG.error(
                    "The memory is not enough to rebuild {}: start the host with more of it (-Xmx), and it is tried again.",
                    slice.folder(),
                    e);
        }
    }

    private void rebuild(DamagedSlice slice) throws IOException {
        LOG.warn("Rebuilding {} from what can be read of it.", slice.folder());
        store.refresh();
        Salvage.Report report =
                new Salvage(slice.folder(), slice.client(), slice.name()).run(event -> store.putBack(slice, event));
        store.commitPutBack(slice);
        back.addAndGet(report.back());
        lost.addAndGet(report.lost());
        if (report.lost() == 0) {
            SliceFiles.deleteTree(slice.folder());
            LOG.warn("All {} events of {} came back.", report.back(), slice.folder());
        } else {
            StringBuilder text = new StringBuilder();
            text.append(report.back()).append(" events came back, ");
            text.append(report.lost()).append(" did not\n");
            report.notes().forEach(note -> text.append("found: ").append(note).append('\n'));
            report.missing().forEach(id -> text.append("lost: ").append(id).append('\n'));
            DurableFile.write(slice.folder(), DamagedSlice.REPORT, text.toString());
            LOG.error(
                    "{} events of {} came back, {} are lost; {} names them.",
                    report.back(),
                    slice.folder(),
                    report.lost(),
                    slice.folder().resolve(DamagedSlice.REPORT));
        }
        store.slices().rebuilt(slice);
    }

    long back() {
        return back.get();
    }

    long lost() {
        return lost.get();
    }
}
