package dev.vedette.host.store;

import dev.vedette.host.access.Audit;
import dev.vedette.host.access.AuditAction;
import dev.vedette.host.access.AuditEntry;
import dev.vedette.host.access.ClientScope;
import dev.vedette.host.query.QueryLanguage;
import dev.vedette.host.query.QuerySyntaxException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is done for the store besides storing: retention, legal holds, checks of integrity. Thread-safe. */
public final class StoreCare implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StoreCare.class);
    private static final String DELETIONS = "deletions.log";
    private static final Duration LAST_ROUND = Duration.ofSeconds(30);

    private final LuceneEventStore store;
    private final HoldRepository holds;
    private final Audit audit;
    private final Retention retention;
    private final SliceChecks checks;
    private final Rebuilds rebuilds;
    private final Clock clock;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            work -> Thread.ofPlatform().name("store-care").daemon().unstarted(work));
    private final Verifications verifications;

    /**
     * Care for a store.
     *
     * @param nanos a clock that nobody sets, such as {@code System::nanoTime}
     */
    public StoreCare(
            LuceneEventStore store,
            StoreSettings settings,
            HoldRepository holds,
            Audit audit,
            Clock clock,
            LongSupplier nanos) {
        this.store = store;
        this.holds = holds;
        this.audit = audit;
        this.clock = clock;
        this.checks = new SliceChecks(store, settings.upkeep(), clock);
        this.rebuilds = new Rebuilds(store);
        this.verifications = new Verifications(store, clock);
        this.retention = new Retention(
                store.folder(),
                store.slices(),
                store.searches(),
                settings.upkeep(),
                holds,
                this::writeDown,
                new SteadyClock(clock, nanos));
    }

    /** Begins to run on a thread of its own: a long check must not hold a commit up. */
    public void start(Duration every) {
        timer.scheduleWithFixedDelay(this::run, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** One round of upkeep; never throws, so that a timer can call it. */
    public void run() {
        step("retention", retention::run);
        step("check of the files", checks::run);
        step("rebuild of damaged slices", rebuilds::run);
    }

    private interface Step {
        void run() throws IOException;
    }

    private static void step(String what, Step step) {
        try {
            step.run();
        } catch (IOException | RuntimeException | Error e) { // a timer that throws is never called again
            LOG.error("The {} failed; it is tried again.", what, e);
        }
    }

    /** Lets a round that is under way end, within reason. */
    @Override
    public void close() throws InterruptedException {
        timer.shutdown();
        if (!timer.awaitTermination(LAST_ROUND.toSeconds(), TimeUnit.SECONDS)) {
            LOG.warn("The upkeep of the store takes longer than {}; stopping without waiting for it.", LAST_ROUND);
        }
    }

    /** A line for each slice that was deleted: it outlives what it is about. */
    private void writeDown(SliceInfo slice, String reason) throws IOException {
        Path log = store.folder().resolve(DELETIONS);
        String line = clock.instant() + " client " + slice.client() + " slice " + slice.slice() + " events "
                + slice.events() + " bytes " + slice.bytes() + " because of " + reason + "\n";
        Files.writeString(
                log,
                line,
                StandardCharsets.UTF_8,
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND,
                StandardOpenOption.SYNC);
    }

    /** The slices of a scope, the newest first, with the holds that the scope may know of. */
    public List<SliceInfo> slices(ClientScope scope) throws IOException {
        Set<String> known = holds(scope).stream().map(LegalHold::name).collect(Collectors.toSet());
        List<SliceInfo> found = new ArrayList<>();
        for (Slice slice : store.slices().within(scope, Instant.MIN, Instant.MAX)) {
            found.add(retention.info(slice).withHolds(known));
        }
        return found;
    }

    /** All holds that are about clients of a scope, the latest first. */
    public List<LegalHold> holds(ClientScope scope) {
        return holds.all().stream()
                .filter(hold -> hold.client() == null ? scope.everyone() : scope.allows(hold.client()))
                .sorted(Comparator.comparing(LegalHold::at).reversed())
                .toList();
    }

    /**
     * Sets a hold; it is in force when this returns.
     *
     * @return false if its name is taken
     * @throws QuerySyntaxException if its query cannot be understood
     * @throws IOException if it cannot be written to the audit log
     */
    public boolean hold(LegalHold hold) throws QuerySyntaxException, IOException {
        if (hold.query() != null) {
            QueryLanguage.parse(hold.query());
        }
        record(AuditAction.HOLD_SET, hold.name(), hold.by(), hold.client());
        return holds.add(hold);
    }

    /** Releases a hold; false if there is none of this name in force. */
    public boolean release(String name, String by) throws IOException {
        record(AuditAction.HOLD_RELEASE, name, by, null);
        return holds.release(name, by, clock.instant());
    }

    private void record(AuditAction action, String hold, String by, @Nullable String client) throws IOException {
        audit.record(new AuditEntry(clock.instant(), by, action, client, Map.of("hold", hold)));
    }

    /** How many events of damaged slices came back since the host started. */
    public long rebuiltEvents() {
        return rebuilds.back();
    }

    /** How many did not, as far as that is known. */
    public long lostEvents() {
        return rebuilds.lost();
    }

    /** How many slices were deleted since the host started. */
    public long deletedSlices() {
        return retention.deletedSlices();
    }

    /** How many events went with them. */
    public long deletedEvents() {
        return retention.deletedEvents();
    }

    /** The latest check that somebody of this scope began since the host started. */
    public Verification verification(ClientScope caller) {
        return verifications.latest(caller);
    }

    /** Begins a check in the background, of what the caller may see or less; false if one is under way. */
    public boolean startVerification(ClientScope caller, ClientScope scope, Instant from, Instant to) {
        return verifications.start(caller, scope, from, to);
    }
}
