package dev.vedette.host.search;

import dev.vedette.host.access.Principal;
import dev.vedette.host.access.Role;
import dev.vedette.host.store.EventCursor;
import dev.vedette.host.store.ScanProgress;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** One search: what was asked by whom, how far it is, what it found. Thread-safe. */
public final class SearchJob {
    private final String id;
    private final Principal owner;
    private final SearchRequest request;
    private final Question question;
    private final Rows rows;
    private final SearchSettings settings;
    private final Clock clock;
    private final Instant submitted;
    private final CompletableFuture<SearchJob> finished = new CompletableFuture<>();
    private final AtomicInteger exports = new AtomicInteger();
    private final ReentrantLock lock = new ReentrantLock(); // no monitor: virtual threads wait here
    private final Condition changed = lock.newCondition();
    private volatile boolean cancelled;
    private volatile boolean begun;
    private volatile long deadlineNanos; // of System.nanoTime: a clock that jumps ends no search

    private SearchState state = SearchState.WAIT;
    private ScanProgress progress = new ScanProgress(0, 0, 0, 0, 0);
    private @Nullable List<byte[]> snapshot; // a table that is not final
    private @Nullable EventCursor end;
    private final List<String> notes = new ArrayList<>();
    private long total = -1;
    private @Nullable String cut;
    private @Nullable String problem;
    private @Nullable Instant started;
    private @Nullable Instant ended;
    private long cpuNanos;
    private long version;

    SearchJob(
            String id,
            Principal owner,
            SearchRequest request,
            Question question,
            Rows rows,
            SearchSettings settings,
            Clock clock) {
        this.id = id;
        this.owner = owner;
        this.request = request;
        this.question = question;
        this.rows = rows;
        this.settings = settings;
        this.clock = clock;
        this.submitted = clock.instant();
    }

    public String id() {
        return id;
    }

    /** Who asked. The clients that this principal may see are those that the search sees, to its end. */
    public Principal owner() {
        return owner;
    }

    public SearchRequest request() {
        return request;
    }

    Question question() {
        return question;
    }

    Rows rows() {
        return rows;
    }

    /** Completes when nothing more happens, however it ended. */
    public CompletableFuture<SearchJob> finished() {
        return finished.copy();
    }

    /** Whether somebody may look at it: the owner and administrators, as far as they may see its clients. */
    boolean isOpenTo(Principal principal) {
        return principal.scope().covers(owner.scope())
                && (principal.id().equals(owner.id()) || principal.may(Role.ADMINISTRATOR));
    }

    // ---- by the thread that runs it

    /** False when it was cancelled while it waited. */
    boolean begin() {
        return change(() -> {
            if (state != SearchState.WAIT) {
                return false;
            }
            state = SearchState.EXECUTE;
            started = clock.instant();
            deadlineNanos = System.nanoTime() + settings.runTime().toNanos();
            begun = true;
            return true;
        });
    }

    /** Whether the thread should leave: asked between any two steps. */
    boolean mustStop() {
        return cancelled || isLate();
    }

    private boolean isLate() {
        return begun && System.nanoTime() - deadlineNanos > 0;
    }

    void progress(ScanProgress now, long cpu) {
        change(() -> {
            progress = now;
            cpuNanos = cpu;
            if (state == SearchState.EXECUTE && now.slices() > 0 && now.slicesDone() >= now.slices()) {
                state = SearchState.SORTING;
            }
            return true;
        });
    }

    /** Adds a final row; false when no more can be kept, and then it is noted why. */
    boolean add(byte[] row) throws IOException {
        if (mustStop()) {
            return false;
        }
        if (rows.count() >= settings.resultRows()) {
            return cut("The first " + settings.resultRows() + " rows are kept; an export has all of them.");
        }
        if (rows.bytes() + row.length > settings.resultBytes() || !rows.add(row)) {
            return cut("There is no room for more rows; an export has all of them, or narrow the search.");
        }
        change(() -> {
            snapshot = null;
            return true;
        });
        return true;
    }

    boolean cut(String why) {
        change(() -> {
            cut = why;
            return true;
        });
        return false;
    }

    /** Behind which event the rows end although more may follow. */
    void endsBehind(EventCursor place) {
        change(() -> {
            end = place;
            return true;
        });
    }

    /** What its table would be if nothing more were found; nothing of it stays once final rows come. */
    void partial(List<byte[]> table) {
        change(() -> {
            snapshot = rows.count() == 0 ? table : null;
            return true;
        });
    }

    void note(String text) {
        change(() -> {
            notes.add(text);
            return true;
        });
    }

    void total(long count) {
        change(() -> {
            total = count;
            return true;
        });
    }

    /** Ends it; a search that ran into its time says so. */
    void end(@Nullable String failure, long cpu) {
        change(() -> {
            cpuNanos = cpu;
            if (!state.finished()) {
                problem = failure == null && isLate()
                        ? "The search took more than " + settings.runTime().toSeconds()
                                + " s and was ended; shorten its time or narrow its conditions."
                        : failure;
                state = problem == null ? SearchState.COMPLETED : SearchState.ERROR;
                ended = clock.instant();
                snapshot = state == SearchState.COMPLETED ? null : snapshot;
            }
            return true;
        });
        finished.complete(this);
    }

    // ---- by anybody

    /** Ends it if it is not over; the thread that runs it leaves at its next step. */
    void cancel() {
        cancelled = true;
        change(() -> {
            if (!state.finished()) {
                state = SearchState.CANCELED;
                ended = clock.instant();
            }
            return true;
        });
        finished.complete(this);
    }

    /** Whether all rows that there are are kept. */
    boolean isWhole() {
        lock.lock();
        try {
            boolean all = request.limit() > 0 || !question.isPageable();
            return all && state == SearchState.COMPLETED && cut == null && end == null;
        } finally {
            lock.unlock();
        }
    }

    boolean isCancelled() {
        return cancelled;
    }

    void exporting(int more) {
        exports.addAndGet(more);
    }

    /** How it stands. */
    public SearchStatus status() {
        lock.lock();
        try {
            Instant end = ended == null ? clock.instant() : ended;
            Duration ran = started == null ? Duration.ZERO : Duration.between(started, end);
            return new SearchStatus(
                    id,
                    owner.id(),
                    request,
                    question.plan().from(),
                    question.plan().to(),
                    state,
                    state == SearchState.COMPLETED
                            ? 100
                            : (int) Math.min(99, progress.slices() == 0 ? 0 : progress.share() * 100),
                    progress,
                    columns(),
                    snapshot == null ? rows.count() : snapshot.size(),
                    total,
                    cut,
                    List.copyOf(notes),
                    problem,
                    submitted,
                    started,
                    ended,
                    ran,
                    Duration.ofNanos(cpuNanos),
                    rows.bytes(),
                    exports.get(),
                    ended == null ? null : ended.plus(settings.retention()));
        } finally {
            lock.unlock();
        }
    }

    private @Nullable List<String> columns() {
        return question.givesEvents() ? null : question.columns();
    }

    /** The rows from a number on that can be read now. */
    SearchPage page(int from, int most) throws IOException {
        lock.lock();
        try {
            int all = snapshot == null ? rows.count() : snapshot.size();
            List<byte[]> part = snapshot == null
                    ? rows.read(from, most)
                    : snapshot.subList(Math.min(from, all), Math.min(all, from + Math.min(most, all)));
            int behind = from + part.size();
            boolean more = behind < all || (!state.finished() && snapshot == null);
            String next = more ? Integer.toString(behind) : end == null ? null : end.text();
            return new SearchPage(columns(), SearchPage.texts(part), next);
        } finally {
            lock.unlock();
        }
    }

    /** Counts the changes: what is seen with this number is not older than it. */
    public long version() {
        lock.lock();
        try {
            return version;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until something has changed since a version, or for so long. */
    public void awaitChange(long seen, Duration atMost) throws InterruptedException {
        lock.lock();
        try {
            long left = atMost.toNanos();
            while (version == seen && left > 0) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    private interface Change {
        boolean make();
    }

    private boolean change(Change change) {
        lock.lock();
        try {
            boolean done = change.make();
            version++;
            changed.signalAll();
            return done;
        } finally {
            lock.unlock();
        }
    }
}
