package dev.vedette.host.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.LockObtainFailedException;
import org.jspecify.annotations.Nullable;

/** One Lucene index. Closed, open for reading, or open for writing; it opens by itself. Thread-safe. */
final class Slice {
    /** Key of the round of commits in a commit's user data. */
    static final String ROUND = "round";

    private static final String POSITION = "position";
    /** Newest first. */
    static final Sort NEWEST = new Sort(new SortField(Names.TIME, SortField.Type.LONG, true));

    private final String client;
    private final SliceName name;
    private final Path folder;
    private final Clock clock;
    private final SliceFiles files;
    private final MergeThreads merges;
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private @Nullable Directory directory;
    private @Nullable IndexWriter writer;
    private @Nullable SearcherManager searchers;
    private @Nullable SliceChain chain; // of the writer
    private long prepared = -1; // the last operation of a commit that is not valid yet
    private volatile long touched;
    private volatile long refreshed;
    private volatile long ended = -1; // events in it when it was closed
    private volatile @Nullable ChainMark marked; // of the last commit, where it is known
    private volatile boolean retired; // it is not this store's any more: nothing is written here

    Slice(String client, SliceName name, Path folder, MergeThreads merges, Clock clock) {
        this.client = client;
        this.name = name;
        this.folder = folder;
        this.merges = merges;
        this.clock = clock;
        this.files = new SliceFiles(folder);
    }

    String client() {
        return client;
    }

    SliceName name() {
        return name;
    }

    Path folder() {
        return folder;
    }

    /** When something was last added or looked for, in milliseconds. */
    long touched() {
        return touched;
    }

    /** What can be done with an open writer. */
    @FunctionalInterface
    private interface Writing {
        void with(IndexWriter writer, SliceChain chain) throws IOException;
    }

    /** What can be done with a searcher. */
    @FunctionalInterface
    interface Searching<T> {
        T with(IndexSearcher searcher) throws IOException;
    }

    /** Adds an event whose records are these. */
    void add(
            Iterable<? extends IndexableField> document,
            List<ChainRecord> records,
            long received,
            long now,
            double ramMegabytes)
            throws IOException {
        write(now, ramMegabytes, (open, chain) -> chain.add(records, received, () -> open.addDocument(document)));
    }

    /** The same for an event that may be here already. */
    void replace(
            Term id,
            Iterable<? extends IndexableField> document,
            List<ChainRecord> records,
            long received,
            long now,
            double ramMegabytes)
            throws IOException {
        write(now, ramMegabytes, (open, chain) -> {
            List<ChainRecord> present = present(id, chain);
            boolean same = ChainRecord.same(present, records);
            chain.replace(
                    same ? List.of() : present,
                    same ? List.of() : records,
                    received,
                    () -> open.updateDocument(id, document));
        });
    }

    /** Removes all that a query finds. Nobody may add such events meanwhile. */
    void removeAll(Query query, long now, double ramMegabytes) throws IOException {
        write(now, ramMegabytes, (open, chain) -> {
            Objects.requireNonNull(searchers, "an open slice can be searched").maybeRefreshBlocking();
            chain.replace(found(query), List.of(), 0, () -> open.deleteDocuments(query));
        });
    }

    /** The records of an event that is here: added since the last commit, or seen by the searcher. */
    private List<ChainRecord> present(Term id, SliceChain chain) throws IOException {
        List<ChainRecord> recent = chain.recent(EventId.of(id.text()));
        return recent != null ? recent : found(new TermQuery(id));
    }

    private List<ChainRecord> found(Query query) throws IOException {
        SearcherManager manager = Objects.requireNonNull(searchers, "an open slice can be searched");
        IndexSearcher searcher = manager.acquire();
        try {
            return StoredRecords.found(searcher, query);
        } finally {
            manager.release(searcher);
        }
    }

    private void write(long now, double ramMegabytes, Writing action) throws IOException {
        touched = now;
        while (true) {
            lock.readLock().lock();
            try {
                if (writer != null && chain != null) {
                    action.with(writer, chain);
                    return;
                }
            } catch (AlreadyClosedException e) {
                throw stopped(e);
            } finally {
                lock.readLock().unlock();
            }
            openForWriting(ramMegabytes);
        }
    }

    private void openForWriting(double ramMegabytes) throws IOException {
        lock.writeLock().lock();
        try {
            if (writer != null) {
                return;
            }
            if (retired) {
                throw new SliceRetiredException(folder);
            }
            closeAll();
            Files.createDirectories(folder);
            files.requireCommit();
            Directory opened = FSDirectory.open(folder);
            directory = opened;
            IndexWriter created = null;
            try {
                created = new IndexWriter(opened, config(ramMegabytes));
                chain = SliceChain.open(
                        folder, origin(), mark(created.getLiveCommitData()), created.getDocStats().numDocs);
                searchers = new SearcherManager(created, new SearcherFactory());
                writer = created;
            } finally {
                if (writer == null) {
                    if (created != null) {
                        created.rollback();
                    }
                    closeAll();
                }
            }
        } catch (LockObtainFailedException e) {
            throw new IOException(
                    "another host uses this folder: " + folder + " is locked. Stop it, or give this one a folder of its"
                            + " own (store.folder)",
                    e);
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** What its chain begins with. */
    String origin() {
        return client + "/" + name.folder();
    }

    private static @Nullable ChainMark mark(@Nullable Iterable<Map.Entry<String, String>> commit) {
        Map<String, String> data = new HashMap<>();
        if (commit != null) {
            commit.forEach(entry -> data.put(entry.getKey(), entry.getValue()));
        }
        return ChainMark.of(data);
    }

    private IndexWriterConfig config(double ramMegabytes) {
        return new IndexWriterConfig()
                .setCodec(new VedetteCodec())
                .setIndexSort(NEWEST)
                .setMergeScheduler(merges.scheduler())
                .setCommitOnClose(false)
                .setRAMBufferSizeMB(ramMegabytes);
    }

    /** Runs a search on what was visible at the last refresh, or refreshes if that is older than {@code oldest}. */
    <T> T search(long now, long oldest, T none, Searching<T> action) throws IOException {
        Held held = hold(now, oldest);
        if (held == null) {
            return none;
        }
        try {
            return action.with(held.searcher());
        } finally {
            held.release();
        }
    }

    /** What {@link #search} would search, to be given back; null if nothing was ever added. */
    @Nullable
    Held hold(long now, long oldest) throws IOException {
        while (true) {
            lock.readLock().lock();
            try {
                SearcherManager manager = searchers;
                if (manager != null) {
                    if (writer != null && writer.isOpen() && (refreshed < oldest || now < refreshed)) {
                        refreshed = now;
                        manager.maybeRefreshBlocking();
                    }
                    touched = now;
                    return new Held(manager.acquire(), manager);
                }
            } finally {
                lock.readLock().unlock();
            }
            if (!openForReading()) {
                return null;
            }
        }
    }

    /** False if nothing was ever committed, or it is not this store's any more. */
    private boolean openForReading() throws IOException {
        lock.writeLock().lock();
        try {
            if (searchers != null) {
                return true;
            }
            if (retired) {
                return false; // its folder goes, or is another's already
            }
            files.requireCommit();
            Directory opened = FSDirectory.open(folder);
            directory = opened;
            try {
                if (DirectoryReader.indexExists(opened)) {
                    searchers = new SearcherManager(opened, new SearcherFactory());
                }
            } finally {
                if (searchers == null) {
                    closeAll();
                }
            }
            return searchers != null;
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** Lets searches see what was added. */
    void refresh(long now) throws IOException {
        lock.readLock().lock();
        try {
            if (writer != null && writer.isOpen() && searchers != null) {
                refreshed = now;
                searchers.maybeRefreshBlocking();
            }
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Makes what was added durable; nothing to do where nothing was. */
    void commit(long round, long position) throws IOException {
        lock.readLock().lock();
        try {
            if (writer != null) {
                requireRunning(writer);
                if (writer.hasUncommittedChanges()) {
                    commit(writer, round, position);
                }
            }
        } finally {
            lock.readLock().unlock();
        }
    }

    /**
     * A writer that a failure of the disk has closed says that it has no changes, though it lost some: a commit that
     * passed it over would let the journal go.
     */
    private void requireRunning(IndexWriter open) throws IOException {
        if (!open.isOpen()) {
            throw stopped(open.getTragicException());
        }
    }

    /** What is thrown when a failure of the disk has closed the writer. */
    private IOException stopped(@Nullable Throwable cause) {
        return new IOException(
                "the slice " + folder + " stopped after a failure of the disk; what was not committed must come again"
                        + " from the journal",
                cause);
    }

    /** Whether a failure of the disk has closed the writer. */
    boolean hasStopped() {
        lock.readLock().lock();
        try {
            return writer != null && !writer.isOpen();
        } finally {
            lock.readLock().unlock();
        }
    }

    /** The damage that has closed the writer; null if something else did, or nothing. */
    @Nullable
    CorruptIndexException stoppedByDamage() {
        lock.readLock().lock();
        try {
            Throwable cause = writer == null ? null : writer.getTragicException();
            return cause instanceof CorruptIndexException damage ? damage : null;
        } finally {
            lock.readLock().unlock();
        }
    }

    /** The chain's batch is durable before the commit is valid, and fits it exactly. */
    private void commit(IndexWriter open, long round, long position) throws IOException {
        SliceChain records = Objects.requireNonNull(chain, "an open slice has a chain");
        if (prepared >= 0) { // the last try came that far; what was added since is not in it
            finishCommit(open, records);
            if (!open.hasUncommittedChanges()) {
                return;
            }
        }
        prepare(open, records, round, position);
        finishCommit(open, records);
    }

    private void prepare(IndexWriter open, SliceChain records, long round, long position) throws IOException {
        open.setLiveCommitData(
                () -> userData(records, round, position).entrySet().iterator());
        prepared = open.prepareCommit();
    }

    private void finishCommit(IndexWriter open, SliceChain records) throws IOException {
        records.seal(prepared, clock.instant());
        try {
            open.commit();
        } finally {
            prepared = -1;
        }
        if (records.sealed() && searchers != null) {
            searchers.maybeRefreshBlocking(); // what is forgotten there is found here
        }
    }

    /** A commit whose chain finds no room on the disk any more. */
    void prepareForTest(long round, long position) throws IOException {
        prepare(Objects.requireNonNull(writer), Objects.requireNonNull(chain), round, position);
    }

    private static Map<String, String> userData(SliceChain chain, long round, long position) {
        Map<String, String> data = chain.mark().userData();
        data.put(ROUND, Long.toString(round));
        data.put(POSITION, Long.toString(position));
        return data;
    }

    /** Puts what the last commit wrote, and what stands beside it, into a folder; nothing where nothing was committed. */
    void freeze(Path into) throws IOException {
        lock.writeLock().lock(); // no commit meanwhile: it would delete files of the one before
        try {
            files.freeze(into);
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** Whether events were added that no commit has covered. */
    boolean hasUncommittedChanges() {
        lock.readLock().lock();
        try {
            return writer != null && (!writer.isOpen() || writer.hasUncommittedChanges());
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Commits and closes. */
    void close(long round, long position) throws IOException {
        lock.writeLock().lock();
        try {
            if (writer != null) {
                requireRunning(writer);
                if (writer.hasUncommittedChanges()) {
                    commit(writer, round, position);
                }
                ended = writer.getDocStats().numDocs;
            }
            closeAll();
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** Which positions its records have, and when the latest was received; null of a slice of an earlier version. */
    @Nullable
    ChainMark mark() throws IOException {
        lock.readLock().lock();
        try {
            if (chain != null) {
                return chain.mark();
            }
        } finally {
            lock.readLock().unlock();
        }
        ChainMark known = marked;
        if (known == null) {
            SegmentInfos infos = files.committed();
            known = infos == null ? null : ChainMark.of(infos.getUserData());
            marked = known;
        }
        return known;
    }

    /** Whether an event with this id may be here. */
    boolean mayHold(EventId id) throws IOException {
        ChainMark mark = mark();
        return mark == null || mark.mayHold(id);
    }

    /** When the latest of its records was received; of a slice of an earlier version when it was last written. */
    Instant received() throws IOException {
        ChainMark mark = mark();
        return mark == null ? files.written() : Instant.ofEpochMilli(mark.received());
    }

    /** Closes for ever, without committing. */
    void retire() throws IOException {
        retired = true;
        abandon();
    }

    /** Closes for ever, unless something was added that is not committed: false then. */
    boolean retireIfCommitted() throws IOException {
        lock.writeLock().lock(); // nobody adds meanwhile
        try {
            if (hasUncommittedChanges()) {
                return false;
            }
            retire();
            return true;
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** Closes without committing: it is damaged, or the host gives up. */
    void abandon() throws IOException {
        lock.writeLock().lock();
        try {
            if (writer != null && writer.isOpen()) {
                writer.rollback();
            }
            writer = null;
            closeAll();
        } finally {
            lock.writeLock().unlock();
        }
    }

    private void closeAll() throws IOException {
        SearcherManager manager = searchers;
        IndexWriter open = writer;
        Directory opened = directory;
        SliceChain records = chain;
        searchers = null;
        writer = null;
        directory = null;
        chain = null;
        marked = null;
        prepared = -1;
        try (Directory closing = opened;
                SliceChain closingToo = records) {
            if (manager != null) {
                manager.close();
            }
            if (open != null) {
                open.close();
            }
        }
    }

    boolean isOpen() {
        lock.readLock().lock();
        try {
            return searchers != null;
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Memory of what is not on disk yet. */
    long ramBytes() {
        lock.readLock().lock();
        try {
            return writer == null || !writer.isOpen() ? 0 : writer.ramBytesUsed();
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Writes the largest buffer to disk, without making it durable or visible. */
    void flush() throws IOException {
        lock.readLock().lock();
        try {
            if (writer != null && writer.isOpen()) {
                writer.flushNextBuffer();
            }
        } finally {
            lock.readLock().unlock();
        }
    }

    /** The journal position that the last commit stands for; -1 if there is none. */
    long position() throws IOException {
        SegmentInfos infos = files.committed();
        String position = infos == null ? null : infos.getUserData().get(POSITION);
        return position == null ? -1 : Long.parseLong(position);
    }

    /** How many events and bytes. */
    StoreStatistics.Totals totals() throws IOException {
        long events = -1;
        lock.readLock().lock();
        try {
            if (writer != null && writer.isOpen()) {
                events = writer.getDocStats().numDocs;
            }
        } finally {
            lock.readLock().unlock();
        }
        if (events < 0) {
            if (ended < 0) {
                SegmentInfos infos = files.committed();
                ended = infos == null
                        ? 0
                        : infos.asList().stream()
                                .mapToLong(info -> info.info.maxDoc() - info.getDelCount())
                                .sum();
            }
            events = ended;
        }
        return new StoreStatistics.Totals(events, files.bytes(), 1);
    }
}
