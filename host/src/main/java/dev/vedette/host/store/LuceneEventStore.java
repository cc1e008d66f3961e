package dev.vedette.host.store;

import dev.vedette.api.event.Event;
import dev.vedette.api.event.Field;
import dev.vedette.host.access.ClientScope;
import dev.vedette.host.query.Condition;
import dev.vedette.host.query.SearchPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermRangeQuery;
import org.apache.lucene.store.AlreadyClosedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Events in Lucene indexes on the local disk. */
public final class LuceneEventStore implements EventStore {
    private static final Logger LOG = LoggerFactory.getLogger(LuceneEventStore.class);
    private static final double MEGABYTE = 1 << 20;
    private static final int APPENDS_PER_CHECK = 1_024;

    private final Path folder;
    private final Clock clock;
    private final FileChannel lockFile;
    private final TimeSlices slices;
    private final Searches searches;
    private final FreeSpace space;
    private final double ramMegabytes;
    private final ConcurrentLinkedDeque<Desk> desks = new ConcurrentLinkedDeque<>();
    private final AtomicLong appends = new AtomicLong();
    private volatile CommitFile committed;
    private volatile boolean stopped; // a slice lost events that were not committed
    private volatile boolean closed;

    private LuceneEventStore(
            Path folder,
            StoreSettings settings,
            Clock clock,
            FileChannel lockFile,
            TimeSlices slices,
            CommitFile committed) {
        this.folder = folder;
        this.clock = clock;
        this.lockFile = lockFile;
        this.slices = slices;
        this.committed = committed;
        this.ramMegabytes = Math.max(1, settings.ramBytes() / MEGABYTE / 2);
        this.space = new FreeSpace(folder, settings.minFreeBytes(), clock);
        this.searches = new Searches(slices, settings, clock);
    }

    /**
     * Opens the store in a folder of its own, which is created if need be.
     *
     * @throws IOException if the folder cannot be used or another host uses it
     */
    public static LuceneEventStore open(Path folder, StoreSettings settings, Clock clock) throws IOException {
        Files.createDirectories(folder);
        FileChannel lockFile = lock(folder);
        LuceneEventStore store = null;
        try {
            StoreFormat.migrate(folder);
            TimeSlices slices = TimeSlices.open(folder, settings, clock);
            store = new LuceneEventStore(folder, settings, clock, lockFile, slices, CommitFile.read(folder));
        } finally {
            if (store == null) {
                lockFile.close();
            }
        }
        return store;
    }

    private static FileChannel lock(Path folder) throws IOException {
        Path path = folder.resolve("store.lock");
        FileChannel channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock held = channel.tryLock();
            if (held != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            LOG.debug("this very process holds the lock {}", path, e);
        }
        channel.close();
        throw new IOException("another host uses this folder: " + folder + " (it holds " + path
                + "). Stop it, or give this one a folder of its own");
    }

    @Override
    public void append(Event event) throws IOException {
        space.check();
        write(slices.of(requireId(event)), event, false);
    }

    @Override
    public void appendReplayed(Event event) throws IOException {
        space.check();
        write(slices.of(requireId(event)), event, true);
    }

    /** What one thread needs to put an event into a slice. */
    private final class Desk {
        private final EventDocument document;
        private final RecordHash hash;

        Desk(EventDocument document, RecordHash hash) {
            this.document = document;
            this.hash = hash;
        }

        /** False if the slice is not the store's any more. */
        boolean put(Event event, Slice slice, boolean replace) throws IOException {
            List<ChainRecord> records = List.of(ChainRecord.of(event.id(), false, hash.leaf(event)));
            List<IndexableField> fields = document.of(event);
            long received = event.raw().receivedAt().toEpochMilli();
            try {
                if (replace) {
                    slice.replace(
                            SearchCompiler.idTerm(event), fields, records, received, clock.millis(), ramMegabytes);
                } else {
                    slice.add(fields, records, received, clock.millis(), ramMegabytes);
                }
                return true;
            } catch (SliceRetiredException e) {
                LOG.debug("the slice {} went under an event", slice.folder(), e);
                return false;
            }
        }
    }

    private static Event requireId(Event event) {
        if (event.id().isEmpty()) {
            throw new IllegalArgumentException("an event needs an event.id before it is stored");
        }
        return event;
    }

    @Override
    public void remove(Event event) throws IOException {
        remove(event.id(), event.raw().origin().client(), event.timestamp(), null);
    }

    @Override
    public @Nullable EventMove move(Event before, Event after) {
        Slice to = slices.of(after);
        return slices.of(before) == to
                ? null
                : new EventMove(
                        before.id(), to.client(), before.timestamp(), to.name().folder());
    }

    @Override
    public void finish(EventMove move) throws IOException {
        SliceName to = SliceName.parse(move.to());
        if (to == null) {
            return;
        }
        Slice stays = slices.named(move.client(), to);
        long now = clock.millis();
        boolean there = slices.guarded(
                stays,
                false,
                slice -> slice.search(
                        now, now + 1, false, searcher -> searcher.count(SearchCompiler.id(move.id())) > 0));
        if (there) {
            remove(move.id(), move.client(), move.before(), stays);
        }
    }

    private void remove(String event, String owner, Instant time, @Nullable Slice stays) throws IOException {
        ClientScope client = ClientScope.of(owner);
        EventId id = EventId.of(event);
        Instant behind = time.isBefore(Instant.MAX) ? time.plusNanos(1) : time;
        for (Slice slice : slices.within(client, time, behind)) {
            if (slice != stays && slices.guarded(slice, false, target -> target.mayHold(id))) {
                slices.guarded(slice, false, target -> {
                    target.removeAll(SearchCompiler.id(event), clock.millis(), ramMegabytes);
                    return true;
                });
            }
        }
    }

    @Override
    public boolean needsRollBack() {
        return stopped || slices.lost() != null;
    }

    @Override
    public synchronized void rollBack(String firstId, long committedFrom) throws IOException {
        space.check();
        Query cut = TermRangeQuery.newStringRange(Names.ID, firstId, null, true, true);
        for (Slice slice : slices.all()) {
            boolean open = slice.hasUncommittedChanges(); // a stopped one says so too
            if (slice.hasStopped()) {
                CorruptIndexException damage = slice.stoppedByDamage();
                if (damage != null) {
                    slices.setAsideDamaged(slice, damage);
                    continue;
                }
                slice.abandon();
            }
            slices.guarded(slice, false, target -> {
                if (open || target.position() >= committedFrom) {
                    splitAcross(target, EventId.of(firstId));
                    target.removeAll(cut, clock.millis(), ramMegabytes);
                }
                return true;
            });
        }
        slices.rolledBack(firstId);
        slices.forgetLost();
        stopped = false;
    }

    /** Events that stand for records on both sides of the cut keep those before it; the others come again. */
    private void splitAcross(Slice slice, EventId cut) throws IOException {
        if (!cut.hasPosition()) {
            return;
        }
        Condition behind = new Condition.Range(Coalesced.LAST, Long.toString(cut.position()), null, true, false);
        for (Event event : searches.all(slice, behind)) {
            if (EventId.of(event.id()).compareTo(cut) < 0) {
                write(slice, Coalesced.before(event, cut.position()), true);
            }
        }
    }

    private void write(Slice slice, Event event, boolean replace) throws IOException {
        if (closed) {
            throw new IOException("the event store is closed");
        }
        Desk desk = desks.pollFirst();
        if (desk == null) {
            desk = new Desk(new EventDocument(), new RecordHash());
        }
        try {
            Desk used = desk;
            boolean done = slices.guarded(slice, false, target -> used.put(event, target, replace));
            while (!done) { // it was deleted, or damaged and set aside: its successor takes the event
                done = used.put(event, slices.of(event), replace);
            }
        } catch (IOException e) {
            notice(slice);
            throw e;
        } finally {
            desks.offerFirst(desk);
        }
        if (appends.incrementAndGet() % APPENDS_PER_CHECK == 0) {
            slices.boundMemory();
            // A commit may be under way: what is closed here belongs to the one after it at the earliest.
            slices.closeBeyondLimit(committed.round() + 2, committed.position());
        }
    }

    /** Something failed: was it of the kind that a slice does not survive? */
    private void notice(Slice slice) {
        if (slice.hasStopped()) {
            stopped = true;
        }
    }

    @Override
    public synchronized void commit(long journalPosition) throws IOException {
        long round = committed.round() + 1;
        for (Slice slice : slices.all()) {
            try {
                slice.commit(round, journalPosition);
            } catch (IOException e) {
                notice(slice);
                throw e;
            }
        }
        slices.requireNothingLost(); // after the slices, for one may go at any moment before
        CommitFile next = new CommitFile(round, journalPosition);
        next.write(folder);
        committed = next;
        slices.committed();
        // What is closed between two rounds belongs to the next one.
        slices.closeIdle(clock.millis(), round + 1, journalPosition);
    }

    /** Puts what is committed into a folder of the same layout; the caller holds commits off. */
    public synchronized void freeze(Path into) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                if (Files.isRegularFile(file) && !file.toString().endsWith(".lock")) {
                    Files.copy(file, into.resolve(file.getFileName()));
                }
            }
        }
        for (Slice slice : slices.all()) {
            slice.freeze(into.resolve(folder.relativize(slice.folder())));
        }
    }

    /** How many slices are open for reading or writing. */
    long openSlices() {
        return slices.all().stream().filter(Slice::isOpen).count();
    }

    /** The beginning of a commit that the power cuts short. */
    void commitSomeForTest(int some) throws IOException {
        for (Slice slice : slices.all().subList(0, some)) {
            slice.commit(committed.round() + 1, committed.position());
        }
    }

    @Override
    public long committedPosition() {
        return committed.position();
    }

    @Override
    public void refresh() throws IOException {
        long now = clock.millis();
        for (Slice slice : slices.all()) {
            slice.refresh(now);
        }
    }

    @Override
    public SearchResult search(ClientScope scope, SearchPlan plan) {
        return asking(() -> searches.search(scope, plan));
    }

    @Override
    public long count(ClientScope scope, SearchPlan plan) {
        return asking(() -> searches.count(scope, plan));
    }

    @Override
    public @Nullable Event get(ClientScope scope, String eventId) {
        List<Event> found = asking(() -> searches.get(scope, eventId));
        return found.isEmpty() ? null : found.get(0);
    }

    @Override
    public List<TermCount> top(ClientScope scope, SearchPlan plan, Field field, int n) {
        return asking(() -> searches.top(scope, plan, field, n));
    }

    @Override
    public List<TimeCount> histogram(ClientScope scope, SearchPlan plan, Duration bucket) {
        return asking(() -> searches.histogram(scope, plan, bucket));
    }

    @Override
    public ScanEnd scan(
            ClientScope scope,
            SearchPlan plan,
            @Nullable EventCursor after,
            ScanControl control,
            Predicate<Event> sink) {
        return asking(() -> searches.scan(scope, plan, after, control, sink));
    }

    @Override
    public ScanEnd sweep(
            ClientScope scope, SearchPlan plan, List<Field> columns, ScanControl control, ColumnSink sink) {
        return asking(() -> searches.sweep(scope, plan, columns, control, sink));
    }

    private interface Question<T> {
        T answer() throws IOException;
    }

    private static <T> T asking(Question<T> question) {
        try {
            return question.answer();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts an event back that came out of a damaged slice, unless it comes again from the journal. */
    synchronized void putBack(DamagedSlice from, Event event) throws IOException {
        if (needsRollBack()) {
            throw new IOException("events come again from the journal first");
        }
        space.check();
        if (!slices.comesAgain(from, event.id())) {
            new Desk(new EventDocument(), new RecordHash()).put(event, slices.named(from.client(), from.name()), true);
        }
    }

    /** Makes durable what was put back. */
    synchronized void commitPutBack(DamagedSlice from) throws IOException {
        slices.named(from.client(), from.name()).commit(committed.round() + 1, committed.position());
    }

    TimeSlices slices() {
        return slices;
    }

    Searches searches() {
        return searches;
    }

    Path folder() {
        return folder;
    }

    @Override
    public void verify(ClientScope scope, Instant from, Instant to, Consumer<SliceVerdict> each) {
        for (Slice slice : slices.within(scope, from, to)) {
            SliceVerdict verdict = SliceVerifier.verify(slice);
            if (verdict != null) {
                each.accept(verdict);
            }
        }
    }

    @Override
    public StoreStatistics statistics() {
        return asking(() -> {
            StoreStatistics.Totals all = StoreStatistics.Totals.NONE;
            Map<String, StoreStatistics.Totals> perClient = new HashMap<>();
            for (Slice slice : slices.all()) {
                StoreStatistics.Totals one = slices.guarded(slice, StoreStatistics.Totals.NONE, Slice::totals);
                all = all.plus(one);
                perClient.merge(slice.client(), one, StoreStatistics.Totals::plus);
            }
            return new StoreStatistics(all, perClient, slices.damaged());
        });
    }

    /** Makes what was appended durable, as of the last commit's position, and closes. */
    @Override
    public synchronized void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        IOException failed = null;
        for (Slice slice : slices.all()) {
            try {
                slice.close(committed.round() + 1, committed.position());
            } catch (IOException | AlreadyClosedException e) {
                failed = failed != null ? failed : new IOException("the slice " + slice.folder() + " did not close", e);
                slice.abandon();
            }
        }
        lockFile.close();
        if (failed != null) {
            throw failed;
        }
    }
}
