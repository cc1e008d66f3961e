package dev.vedette.host.search;

import dev.vedette.host.access.Audit;
import dev.vedette.host.access.AuditAction;
import dev.vedette.host.access.AuditEntry;
import dev.vedette.host.access.ClientScope;
import dev.vedette.host.access.Principal;
import dev.vedette.host.query.QueryPlan;
import dev.vedette.host.query.SearchPlan;
import dev.vedette.host.query.Table;
import dev.vedette.host.query.expr.Lookups;
import dev.vedette.host.store.EventCursor;
import dev.vedette.host.store.EventStore;
import dev.vedette.host.store.ScanControl;
import dev.vedette.host.store.ScanProgress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All searches: takes them in, runs them, keeps what they found, forgets them. Thread-safe. */
public final class SearchJobs implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SearchJobs.class);

    private final SearchSettings settings;
    private final Path folder;
    private final EventStore store;
    private final QueryRun queries;
    private final Audit audit;
    private final Clock clock;
    private final ResultSpace space;
    private final FairQueue queue;
    private final SearchExports exports;
    private final KeptJobs kept;
    private final List<Thread> threads = new ArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final ThreadMXBean times = ManagementFactory.getThreadMXBean();

    private SearchJobs(
            SearchSettings settings, Path folder, EventStore store, Lookups lookups, Audit audit, Clock clock) {
        this.settings = settings;
        this.folder = folder;
        this.store = store;
        this.audit = audit;
        this.clock = clock;
        this.space = new ResultSpace(settings.memoryBytes(), settings.diskBytes());
        this.kept = new KeptJobs(settings, space, clock);
        this.queue = new FairQueue(settings.runningPerUser());
        this.queries = new QueryRun(store, settings.query(), clock, lookups);
        this.exports = new SearchExports(settings, queries, audit, clock);
    }

    /**
     * Starts the threads. Files that an earlier run left in the folder are deleted: results do not outlive the host.
     *
     * @param lookups what functions say of addresses
     * @throws IOException when the folder cannot be used
     */
    public static SearchJobs start(
            SearchSettings settings, Path folder, EventStore store, Lookups lookups, Audit audit, Clock clock)
            throws IOException {
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.rows")) {
                for (Path file : files) {
                    Files.delete(file);
                }
            }
        }
        SearchJobs jobs = new SearchJobs(settings, folder, store, lookups, audit, clock);
        for (int i = 0; i < settings.workers(); i++) {
            jobs.threads.add(Thread.ofPlatform().name("search-" + i).daemon().start(jobs::work));
        }
        jobs.threads.add(Thread.ofPlatform().name("search-retention").daemon().start(jobs::forgetNowAndThen));
        return jobs;
    }

    /** The most rows that a search may ask to keep. */
    public int mostRows() {
        return settings.resultRows();
    }

    /** Understands a text without running it: null where rows are events, the columns of its table otherwise. */
    public @Nullable List<String> check(SearchRequest request) throws SearchRefusedException {
        Question question = Question.read(request, queries, clock.instant());
        return question.givesEvents() ? null : question.columns();
    }

    /**
     * Takes a search in. The same question of the same principal shortly after gets the search that is there.
     *
     * @throws SearchRefusedException when the text cannot be understood, or too many searches of this user wait
     * @throws IOException when it cannot be written to the audit log
     */
    public SearchJob submit(Principal who, SearchRequest request) throws SearchRefusedException, IOException {
        Question question = Question.read(request, queries, clock.instant());
        kept.forgetOld();
        SearchJob there = request.fresh() ? null : kept.same(who, request);
        if (there != null) {
            return there;
        }
        if (queue.waiting(who.id()) >= settings.queuedPerUser()) {
            throw SearchRefusedException.busy(settings.queuedPerUser() + " searches of '" + who.id()
                    + "' wait already. Cancel some, or wait for them.");
        }
        String id = UUID.randomUUID().toString();
        Rows rows = new Rows(folder.resolve(id + ".rows"), space);
        SearchJob job = new SearchJob(id, who, request, question, rows, settings, clock);
        audit.record(entry(who, AuditAction.SEARCH, detail(job)));
        kept.add(job);
        queue.add(job);
        return job;
    }

    private AuditEntry entry(Principal who, AuditAction action, Map<String, String> detail) {
        return new AuditEntry(clock.instant(), who.id(), action, client(who.scope()), detail);
    }

    /** The one client that somebody may see; null where there are several. */
    static @Nullable String client(ClientScope scope) {
        return scope.clients().size() == 1 ? scope.clients().iterator().next() : null;
    }

    static Map<String, String> detail(SearchJob job) {
        SearchRequest request = job.request();
        Map<String, String> detail = new LinkedHashMap<>();
        detail.put("search", job.id());
        detail.put(request.language().label(), request.text());
        detail.put("from", request.from().toString());
        detail.put("to", request.to().toString());
        return detail;
    }

    /** The job with an id; null when there is none that this principal may see. */
    public @Nullable SearchJob get(Principal who, String id) {
        kept.forgetOld();
        SearchJob job = kept.get(id);
        return job != null && job.isOpenTo(who) ? job : null;
    }

    /** What this principal may see, the latest first. */
    public List<SearchJob> list(Principal who) {
        kept.forgetOld();
        return kept.all().stream().filter(job -> job.isOpenTo(who)).toList();
    }

    /** How many are in a state. */
    public long count(SearchState state) {
        return kept.all().stream().filter(job -> job.status().state() == state).count();
    }

    /** Bytes of rows that are kept, in memory and on disk. */
    public long keptBytes() {
        return space.memory() + space.disk();
    }

    /** Ends a job that runs or waits; one that is over is forgotten with its rows. */
    public void cancel(Principal who, SearchJob job) throws IOException {
        boolean over = job.status().state().finished();
        queue.remove(job);
        job.cancel();
        if (over) {
            kept.forget(job);
        } else {
            Map<String, String> detail = detail(job);
            detail.put("outcome", "cancelled");
            audit.record(entry(who, AuditAction.SEARCH, detail));
        }
    }

    /**
     * Part of the rows.
     *
     * @param cursor of an earlier page; null for the first rows
     * @throws SearchRefusedException when the cursor is none
     */
    public SearchPage page(SearchJob job, @Nullable String cursor, int most)
            throws SearchRefusedException, IOException {
        if (cursor == null || cursor.matches("\\d{1,9}")) {
            return job.page(cursor == null ? 0 : Integer.parseInt(cursor), most);
        }
        EventCursor after = EventCursor.parse(cursor);
        if (after == null || !job.question().isPageable()) {
            throw SearchRefusedException.wrong("'" + cursor + "' is no cursor of this search");
        }
        return page(job.owner(), job.question(), after, most);
    }

    /** The events behind a place, without a job. */
    public SearchPage page(Principal who, SearchPlan plan, EventCursor after, int most) throws SearchRefusedException {
        QueryPlan events = QueryPlan.of(plan.condition()).during(plan.from(), plan.to());
        return page(who, new Question(events, List.of(Table.EVENT)), after, most);
    }

    private SearchPage page(Principal who, Question question, EventCursor after, int most)
            throws SearchRefusedException {
        RowPage page = new RowPage(question, most);
        try {
            queries.stream(who.scope(), question.plan(), after, page, page);
        } catch (QueryLimitException e) {
            throw SearchRefusedException.wrong(String.valueOf(e.getMessage()));
        }
        return page.page();
    }

    /**
     * Sends everything that a search finds to a target, on a thread of its own; events in full from the store, not only
     * those that the job keeps.
     *
     * @throws SearchRefusedException when a table is not final yet, or too many exports run
     */
    public void export(Principal who, SearchJob job, ExportFormat format, long most, ExportTarget target)
            throws SearchRefusedException {
        exports.begin(who, job, format, most, target);
    }

    // ---- the threads

    private void work() {
        try {
            SearchJob job = queue.take();
            while (job != null) {
                try {
                    run(job);
                } finally {
                    queue.left(job.owner().id());
                }
                job = queue.take();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run(SearchJob job) {
        if (!job.begin()) {
            return;
        }
        long cpu = times.getCurrentThreadCpuTime();
        ScanControl control = new ScanControl() {
            @Override
            public boolean cancelled() {
                return job.mustStop();
            }

            @Override
            public void progress(ScanProgress now) {
                job.progress(now, times.getCurrentThreadCpuTime() - cpu);
            }
        };
        String failure = null;
        try {
            new JobRun(job, settings).run(queries, store, control);
        } catch (QueryLimitException e) {
            failure = String.valueOf(e.getMessage());
        } catch (IOException | UncheckedIOException e) {
            LOG.error("Search {} of {} met a broken disk", job.id(), job.owner().id(), e);
            failure = "A disk failed: " + e.getMessage() + ". Look at the host's log and at /health/readyz.";
        } catch (RuntimeException e) {
            LOG.error("Search {} of {} failed", job.id(), job.owner().id(), e);
            failure = "The host failed to answer this; its log has the reason under " + job.id() + ".";
        } catch (OutOfMemoryError e) { // unwound the search that owns the memory; the host lives on
            failure = "The search needs more memory than there is; shorten its time, or group by fewer values.";
        }
        job.end(failure, times.getCurrentThreadCpuTime() - cpu);
    }

    private void forgetNowAndThen() {
        try {
            while (!closed.await(1, TimeUnit.MINUTES)) {
                kept.forgetOld();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends everything; rows are deleted. */
    @Override
    public void close() throws InterruptedException {
        closed.countDown();
        queue.close();
        exports.close();
        List<SearchJob> all = kept.all();
        all.forEach(SearchJob::cancel);
        long patience = TimeUnit.SECONDS.toMillis(10);
        for (Thread thread : threads) {
            thread.join(patience);
        }
        all.forEach(kept::forget);
    }
}
