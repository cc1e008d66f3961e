package dev.vedette.host.store;

import dev.vedette.host.query.QueryLanguage;
import dev.vedette.host.query.QuerySyntaxException;
import dev.vedette.host.query.SearchPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes slices that are past their time or their bucket's size, and makes room on a disk that runs full. */
final class Retention {
    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

    private final Path folder;
    private final TimeSlices slices;
    private final Searches searches;
    private final UpkeepSettings settings;
    private final HoldRepository holds;
    private final DeletionLog log;
    private final Clock clock;
    private final AtomicLong deletedSlices = new AtomicLong();
    private final AtomicLong deletedEvents = new AtomicLong();
    private boolean warned;

    Retention(
            Path folder,
            TimeSlices slices,
            Searches searches,
            UpkeepSettings settings,
            HoldRepository holds,
            DeletionLog log,
            Clock clock) {
        this.folder = folder;
        this.slices = slices;
        this.searches = searches;
        this.settings = settings;
        this.holds = holds;
        this.log = log;
        this.clock = clock;
    }

    /** Told before a slice is deleted, so that it can be written down; a failure keeps the slice. */
    @FunctionalInterface
    interface DeletionLog {
        void deleting(SliceInfo slice, String reason) throws IOException;
    }

    /** One round. */
    synchronized void run() throws IOException {
        List<LegalHold> inForce = inForce();
        byAge(inForce);
        bySize(inForce);
        bySpace(inForce);
    }

    private List<LegalHold> inForce() {
        return holds.all().stream().filter(LegalHold::inForce).toList();
    }

    private void byAge(List<LegalHold> inForce) throws IOException {
        for (Slice slice : oldestFirst()) {
            if (settings(slice).deletion() == Deletion.IMMEDIATELY && isPastItsTime(slice)) {
                delete(slice, inForce, "age: kept for " + settings(slice).time());
            }
        }
    }

    private void bySize(List<LegalHold> inForce) throws IOException {
        Map<String, List<Slice>> groups = new TreeMap<>();
        for (Slice slice : oldestFirst()) {
            if (settings(slice).bytes() < Long.MAX_VALUE) {
                groups.computeIfAbsent(slice.client() + "/" + slice.name().bucket(), key -> new ArrayList<>())
                        .add(slice);
            }
        }
        for (List<Slice> group : groups.values()) {
            long most = settings(group.getFirst()).bytes();
            long bytes = 0;
            for (Slice slice : group) {
                bytes += slice.totals().bytes();
            }
            for (Slice slice : group.subList(0, group.size() - 1)) { // the newest is being written
                if (bytes > most) {
                    long size = slice.totals().bytes();
                    bytes -= delete(slice, inForce, "size: the bucket holds at most " + most + " bytes") ? size : 0;
                }
            }
        }
    }

    private void bySpace(List<LegalHold> inForce) throws IOException {
        long free = free();
        if (free < settings.warnFreeBytes() != warned) {
            warned = !warned;
            if (warned) {
                LOG.warn(
                        "The disk of {} has {} bytes left, less than store.upkeep.warn-free-bytes {}: free some space, or"
                                + " keep less (store.buckets).",
                        folder,
                        free,
                        settings.warnFreeBytes());
            }
        }
        for (Slice slice : oldestFirst()) {
            if (free() >= settings.roomFreeBytes()) {
                return;
            }
            if (settings(slice).deletion() == Deletion.ON_DEMAND && isPastItsTime(slice)) {
                delete(slice, inForce, "space: less than " + settings.roomFreeBytes() + " bytes are free");
            }
        }
    }

    private long free() throws IOException {
        return Files.getFileStore(folder).getUsableSpace();
    }

    private RetentionBucket settings(Slice slice) {
        return slices.buckets().settings(slice.name().bucket());
    }

    private List<Slice> oldestFirst() {
        List<Slice> all = new ArrayList<>(slices.all());
        all.sort(Comparator.comparing((Slice slice) -> slice.name().start()));
        return all;
    }

    /** Counted from the end of the slice or the receipt of its latest record: what is old and came today stays. */
    private boolean isPastItsTime(Slice slice) throws IOException {
        Instant limit = clock.instant().minus(settings(slice).time());
        SliceName name = slice.name();
        return name.start().plus(name.length()).isBefore(limit)
                && slices.guarded(slice, false, target -> target.received().isBefore(limit));
    }

    private boolean delete(Slice slice, List<LegalHold> inForce, String reason) throws IOException {
        if (slice.hasUncommittedChanges() || !holding(slice, inForce).isEmpty()) {
            return false;
        }
        SliceInfo info = info(slice, inForce);
        log.deleting(info, reason);
        if (!slices.delete(slice)) {
            return false; // a late event came to it: the log says what was meant, the next round does it
        }
        deletedSlices.incrementAndGet();
        deletedEvents.addAndGet(info.events());
        LOG.info(
                "Deleted the slice {} of {} with {} events, {} bytes ({}).",
                info.slice(),
                info.client(),
                info.events(),
                info.bytes(),
                reason);
        return true;
    }

    /** A slice with the holds that keep it. */
    SliceInfo info(Slice slice) throws IOException {
        return info(slice, inForce());
    }

    private SliceInfo info(Slice slice, List<LegalHold> inForce) throws IOException {
        StoreStatistics.Totals totals = slices.guarded(slice, StoreStatistics.Totals.NONE, Slice::totals);
        return new SliceInfo(
                slice.client(),
                slice.name().bucket(),
                slice.name().folder(),
                totals.events(),
                totals.bytes(),
                holding(slice, inForce));
    }

    private List<String> holding(Slice slice, List<LegalHold> inForce) throws IOException {
        List<String> names = new ArrayList<>();
        for (LegalHold hold : inForce) {
            boolean mayBe = (hold.client() == null || hold.client().equals(slice.client()))
                    && slice.name().overlaps(hold.begin(), hold.end());
            if (mayBe && (hold.query() == null || matches(slice, hold, hold.query()))) {
                names.add(hold.name());
            }
        }
        return names;
    }

    private boolean matches(Slice slice, LegalHold hold, String query) throws IOException {
        try {
            return searches.any(slice, new SearchPlan(QueryLanguage.parse(query), hold.begin(), hold.end(), 0));
        } catch (QuerySyntaxException e) {
            LOG.error(
                    "The legal hold {} has a query that cannot be read; it keeps every slice of its time",
                    hold.name(),
                    e);
            return true;
        }
    }

    long deletedSlices() {
        return deletedSlices.get();
    }

    long deletedEvents() {
        return deletedEvents.get();
    }
}
