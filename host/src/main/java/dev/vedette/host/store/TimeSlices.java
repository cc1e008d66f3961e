package dev.vedette.host.store;

import dev.vedette.api.event.Event;
import dev.vedette.host.access.ClientScope;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.index.IndexNotFoundException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All slices: {@code <client>/<slice>} below the store's folder. Thread-safe. */
final class TimeSlices {
    private static final Logger LOG = LoggerFactory.getLogger(TimeSlices.class);
    private static final String DAMAGED = ".damaged";
    private static final String DELETING = ".deleting";
    private static final int MOST_FRESH = 100; // new slices of a client between two commits

    private final Path folder;
    private final StoreSettings settings;
    private final Clock clock;
    private final Buckets buckets;
    private final MergeThreads merges;
    private final Map<String, Map<SliceName, Slice>> slices = new ConcurrentHashMap<>();
    private final Map<String, Integer> fresh = new ConcurrentHashMap<>();
    private final List<DamagedSlice> damaged = new CopyOnWriteArrayList<>();
    private final List<String> cuts = new CopyOnWriteArrayList<>(); // first ids of the roll-backs
    private volatile @Nullable Path lost;

    private TimeSlices(Path folder, StoreSettings settings, Clock clock) {
        this.folder = folder;
        this.settings = settings;
        this.clock = clock;
        this.buckets = new Buckets(settings.buckets());
        this.merges = new MergeThreads(settings.upkeep().mergeThreads());
    }

    static TimeSlices open(Path folder, StoreSettings settings, Clock clock) throws IOException {
        TimeSlices all = new TimeSlices(folder, settings, clock);
        for (Path client : folders(folder)) {
            String id = ClientFolder.client(client.getFileName().toString());
            for (Path path : folders(client)) {
                SliceName name = SliceName.parse(path.getFileName().toString());
                if (name != null) {
                    all.of(id).put(name, new Slice(id, name, path, all.merges, clock));
                } else if (path.toString().endsWith(DELETING)) {
                    SliceFiles.deleteTree(path); // what a crash left of it
                } else if (path.getFileName().toString().contains(DAMAGED)) {
                    all.found(id, path);
                }
            }
        }
        return all;
    }

    private static List<Path> folders(Path parent) throws IOException {
        try (Stream<Path> found = Files.list(parent)) {
            return found.filter(Files::isDirectory).sorted().toList();
        }
    }

    private Map<SliceName, Slice> of(String client) {
        return slices.computeIfAbsent(client, id -> new ConcurrentHashMap<>());
    }

    /** The slice that an event goes to. */
    Slice of(Event event) {
        String client = event.raw().origin().client();
        String bucket = buckets.of(event);
        Instant received = event.raw().receivedAt();
        SliceName name = SliceName.of(bucket, event.timestamp(), received, settings);
        Map<SliceName, Slice> ofClient = of(client);
        Slice known = ofClient.get(name);
        if (known != null) {
            return known;
        }
        if (!name.odd() && fresh.merge(client, 1, Integer::sum) > MOST_FRESH) {
            // Clocks that jump about must not make thousands of folders.
            name = SliceName.odd(bucket, received, settings);
        }
        return named(client, name);
    }

    /** A commit is done: the next slices may be made. */
    void committed() {
        fresh.clear();
    }

    /** Every slice. */
    List<Slice> all() {
        return within(ClientScope.ALL, Instant.MIN, Instant.MAX);
    }

    /** The slices whose events a caller may see, of a stretch of time: those that end last come first. */
    List<Slice> within(ClientScope scope, Instant from, Instant to) {
        List<Slice> found = new ArrayList<>();
        slices.forEach((client, ofClient) -> {
            if (scope.allows(client)) {
                ofClient.forEach((name, slice) -> {
                    if (name.overlaps(from, to)) {
                        found.add(slice);
                    }
                });
            }
        });
        found.sort(Comparator.comparing((Slice slice) -> slice.name().end())
                .reversed()
                .thenComparing(slice -> slice.client()));
        return found;
    }

    /**
     * Refuses when events went with a damaged slice before they were durable: the journal still has them, and a commit
     * would let it go.
     */
    void requireNothingLost() throws IOException {
        Path from = lost;
        if (from != null) {
            throw new IOException("the damaged slice " + from + " held events that were not committed; they come again"
                    + " from the journal after a roll-back");
        }
    }

    /** A damaged slice that held events that were not durable, or null. */
    @Nullable
    Path lost() {
        return lost;
    }

    /** They come again. */
    void forgetLost() {
        lost = null;
    }

    /** What is to be done about slices that were set aside. */
    List<String> damaged() {
        return damaged.stream().map(DamagedSlice::advice).toList();
    }

    /** Slices that were set aside and nobody has tried to rebuild. */
    List<DamagedSlice> toRebuild() {
        return damaged.stream().filter(slice -> !slice.isTried()).toList();
    }

    /** A damaged slice was rebuilt: as a whole, and its folder is gone, or in part. */
    void rebuilt(DamagedSlice slice) {
        if (!Files.isDirectory(slice.folder())) {
            damaged.remove(slice);
        }
    }

    /** Everything from an id on was removed and comes again from the journal. */
    void rolledBack(String firstId) {
        cuts.add(firstId);
    }

    /** Whether an event of a slice that was set aside comes again from the journal. */
    boolean comesAgain(DamagedSlice slice, String id) {
        return cuts.stream().skip(slice.cutsBefore()).anyMatch(cut -> id.compareTo(cut) >= 0);
    }

    private void found(String client, Path path) {
        String folderName = path.getFileName().toString();
        SliceName name = SliceName.parse(folderName.substring(0, folderName.indexOf(DAMAGED)));
        if (name != null) {
            damaged.add(new DamagedSlice(client, name, path, 0));
        }
    }

    /** The slice of a client and a name, made if there is none. */
    Slice named(String client, SliceName name) {
        return of(client)
                .computeIfAbsent(
                        name,
                        n -> new Slice(
                                client,
                                n,
                                folder.resolve(ClientFolder.of(client)).resolve(n.folder()),
                                merges,
                                clock));
    }

    /** What a slice does when it may turn out to be damaged. */
    @FunctionalInterface
    interface Work<T> {
        T on(Slice slice) throws IOException;
    }

    /** Does some work; if the slice is damaged it is set aside and reported, and the answer is {@code otherwise}. */
    <T> T guarded(Slice slice, T otherwise, Work<T> work) throws IOException {
        try {
            return work.on(slice);
        } catch (CorruptIndexException
                | IndexFormatTooOldException
                | IndexNotFoundException
                | EOFException
                | NoSuchFileException e) {
            setAside(slice, e);
            return otherwise;
        }
    }

    private synchronized void setAside(Slice slice, IOException cause) throws IOException {
        if (of(slice.client()).get(slice.name()) != slice) {
            return; // somebody else has just done it
        }
        if (slice.hasUncommittedChanges()) {
            lost = slice.folder();
        }
        try {
            slice.retire();
        } catch (IOException e) {
            LOG.debug("closing the damaged slice {}", slice.folder(), e);
        }
        Path aside = slice.folder().resolveSibling(slice.folder().getFileName() + DAMAGED);
        for (int i = 2; Files.exists(aside); i++) {
            aside = slice.folder().resolveSibling(slice.folder().getFileName() + DAMAGED + "-" + i);
        }
        try {
            if (!Files.isDirectory(slice.folder())) {
                return;
            }
            Files.move(slice.folder(), aside);
        } finally { // not before: a successor must not begin in the folder that goes
            of(slice.client()).remove(slice.name(), slice);
        }
        DamagedSlice set = new DamagedSlice(slice.client(), slice.name(), aside, cuts.size());
        damaged.add(set);
        LOG.error("{} ({})", set.advice(), cause.getMessage());
    }

    /** Sets a slice aside that a check found damaged. */
    void setAsideDamaged(Slice slice, IOException cause) throws IOException {
        setAside(slice, cause);
    }

    Buckets buckets() {
        return buckets;
    }

    /** Deletes a slice with all its events, at once and for ever; false if it has got an event just now, and stays. */
    boolean delete(Slice slice) throws IOException {
        Path doomed = slice.folder().resolveSibling(slice.folder().getFileName() + DELETING);
        synchronized (this) {
            if (of(slice.client()).get(slice.name()) != slice || !slice.retireIfCommitted()) {
                return false;
            }
            try {
                if (!Files.isDirectory(slice.folder())) {
                    return true;
                }
                Files.move(slice.folder(), doomed);
            } finally { // not before: a successor must not begin in the folder that goes
                of(slice.client()).remove(slice.name(), slice);
            }
        }
        SliceFiles.deleteTree(doomed);
        return true;
    }

    /** Closes slices that have been left alone, and the longest untouched ones beyond the limit. */
    void closeIdle(long now, long round, long position) throws IOException {
        for (Slice slice : all()) {
            if (slice.isOpen() && now - slice.touched() > settings.idle().toMillis()) {
                slice.close(round, position);
            }
        }
        close(settings.maxOpenSlices(), round, position);
    }

    /** Closes the longest untouched slices when a flood of strange times has opened far too many. */
    void closeBeyondLimit(long round, long position) throws IOException {
        close(2 * settings.maxOpenSlices(), round, position);
    }

    private synchronized void close(int limit, long round, long position) throws IOException {
        List<Slice> open = new ArrayList<>();
        for (Slice slice : all()) {
            if (slice.isOpen()) {
                open.add(slice);
            }
        }
        if (open.size() <= limit) {
            return;
        }
        open.sort(Comparator.comparingLong(Slice::touched));
        for (Slice slice : open.subList(0, open.size() - settings.maxOpenSlices())) {
            slice.close(round, position);
        }
    }

    /** Keeps what all slices hold in memory below the limit by writing out the largest. */
    void boundMemory() throws IOException {
        long total = 0;
        long most = 0;
        Slice largest = null;
        for (Slice slice : all()) {
            long bytes = slice.ramBytes();
            total += bytes;
            if (bytes > most) {
                most = bytes;
                largest = slice;
            }
        }
        if (total > settings.ramBytes() && largest != null) {
            largest.flush();
        }
    }
}
