package dev.vedette.host.search;

import dev.vedette.host.access.Audit;
import dev.vedette.host.access.AuditAction;
import dev.vedette.host.access.AuditEntry;
import dev.vedette.host.access.Principal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Exports, each on a thread of its own, so that a receiver that reads slowly holds up nobody else. */
final class SearchExports implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SearchExports.class);

    private final SearchSettings settings;
    private final QueryRun queries;
    private final Audit audit;
    private final Clock clock;
    private final Map<String, Integer> running = new HashMap<>(); // by user; guarded by itself
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    SearchExports(SearchSettings settings, QueryRun queries, Audit audit, Clock clock) {
        this.settings = settings;
        this.queries = queries;
        this.audit = audit;
        this.clock = clock;
    }

    void begin(Principal who, SearchJob job, ExportFormat format, long most, ExportTarget target)
            throws SearchRefusedException {
        SearchState state = job.status().state();
        if (job.isCancelled()) {
            throw SearchRefusedException.wrong("this search was cancelled; search again");
        }
        if (!job.question().isPageable() && state != SearchState.COMPLETED) {
            throw SearchRefusedException.wrong(
                    "the rows of this search are not there (" + state + "); export it when it is COMPLETED");
        }
        take(who);
        try {
            audit.record(entry(who, job, format, "begun"));
        } catch (IOException e) {
            give(who);
            throw SearchRefusedException.wrong(
                    "what leaves must be written to the audit log, and that cannot be: " + e.getMessage());
        }
        job.exporting(1);
        Thread thread = Thread.ofPlatform()
                .name("export-" + job.id())
                .daemon()
                .unstarted(() -> run(who, job, format, most, target));
        threads.add(thread);
        thread.start();
    }

    private void take(Principal who) throws SearchRefusedException {
        synchronized (running) {
            int all = running.values().stream().mapToInt(Integer::intValue).sum();
            if (closed || all >= settings.exports()) {
                throw SearchRefusedException.busy(settings.exports() + " exports run already.");
            }
            if (running.getOrDefault(who.id(), 0) >= settings.exportsPerUser()) {
                throw SearchRefusedException.busy(
                        settings.exportsPerUser() + " exports of '" + who.id() + "' run already.");
            }
            running.merge(who.id(), 1, Integer::sum);
        }
    }

    private void give(Principal who) {
        synchronized (running) {
            running.computeIfPresent(who.id(), (id, count) -> count == 1 ? null : count - 1);
        }
    }

    private AuditEntry entry(Principal who, SearchJob job, ExportFormat format, String outcome) {
        Map<String, String> detail = SearchJobs.detail(job);
        detail.put("format", format.label());
        detail.put("outcome", outcome);
        return new AuditEntry(
                clock.instant(),
                who.id(),
                AuditAction.EXPORT,
                SearchJobs.client(job.owner().scope()),
                detail);
    }

    private void run(Principal who, SearchJob job, ExportFormat format, long most, ExportTarget target) {
        ExportLines lines = new ExportLines(format, target);
        String failure = null;
        try {
            new ExportRun(job, most, lines, () -> closed || job.isCancelled()).run(queries);
            if (closed || job.isCancelled()) {
                failure = "cancelled";
            } else {
                lines.finish();
                target.end();
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.info("An export of search {} ended early: {}", job.id(), e.toString()); // mostly the receiver went away
            failure = String.valueOf(e.getMessage());
        } catch (QueryLimitException e) {
            failure = String.valueOf(e.getMessage());
        } catch (RuntimeException | OutOfMemoryError e) { // the caller must hear of it, or waits for ever
            LOG.error("An export of search {} failed", job.id(), e);
            failure = e.toString();
        } finally {
            job.exporting(-1);
            give(who);
            threads.remove(Thread.currentThread());
        }
        if (failure != null) {
            target.fail(failure);
        }
        String outcome = (failure == null ? "complete, " : "incomplete, ") + lines.count() + " rows";
        try {
            audit.record(entry(who, job, format, outcome));
        } catch (IOException e) {
            LOG.warn("The end of export {} is not in the audit log: {}", job.id(), e.toString());
        }
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        for (Thread thread : threads) {
            thread.join(5_000);
        }
    }
}
