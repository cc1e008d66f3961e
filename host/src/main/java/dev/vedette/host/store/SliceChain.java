package dev.vedette.host.store;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The chain of a slice that is open for writing: takes note of each record that comes or goes, and writes a batch for
 * each commit. The index numbers its operations and a commit holds those up to a number, so that a batch has exactly the
 * records of its commit whatever other threads add meanwhile. Thread-safe; {@link #seal} is called by one at a time.
 */
final class SliceChain implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SliceChain.class);
    /** How the note of a chain begins that follows one that was broken. */
    static final String BROKEN = "the chain before: ";

    private static final long UNDER_WAY = 0;
    private static final long FAILED = -1;

    /** A record on its way into the index or out of it. */
    private static final class Move {
        private final ChainRecord record;
        private final boolean in;
        private long sequence = UNDER_WAY;

        Move(ChainRecord record, boolean in) {
            this.record = record;
            this.in = in;
        }
    }

    /** An operation of the index; its result is the number that the index gave it. */
    @FunctionalInterface
    interface Operation {
        long run() throws IOException;
    }

    private final ChainFile file;
    private final long unchained;
    private final String note;
    private final List<Move> moves = new ArrayList<>();
    private ChainMark next; // where the batch to come stands, and how many there are before
    private long first;
    private long last;
    private long received;
    private @Nullable Map<EventId, List<ChainRecord>> recent; // what happened since the last commit, where anybody asks
    private boolean asked;
    private ChainFile.@Nullable Framed sealed;
    private long sealedUpTo;

    private SliceChain(ChainFile file, ChainMark next, long unchained, String note) {
        this.file = file;
        this.next = next;
        this.unchained = unchained;
        this.note = note;
        this.first = next.first();
        this.last = next.last();
        this.received = next.received();
    }

    /**
     * Opens the chain as of a slice's last commit.
     *
     * @param committed what that commit says; null if there is none or an earlier version made it
     * @param events how many events are in the slice
     */
    static SliceChain open(Path slice, String origin, @Nullable ChainMark committed, long events) throws IOException {
        String note = events == 0 ? "" : "the events before are of a version without chains";
        if (committed != null) {
            ChainFile file = ChainFile.openToWrite(slice);
            try {
                ChainFile.Framed end = file.read(committed.offset());
                if (HexFormat.of().formatHex(end.batch().previous()).equals(committed.previous())) {
                    return new SliceChain(
                            file,
                            committed.after(end),
                            end.batch().unchained(),
                            end.batch().note());
                }
                note = BROKEN + "it does not fit the index";
            } catch (IOException e) {
                note = BROKEN + e.getMessage();
            }
            file.close();
            putAside(slice, note);
        }
        ChainMark range = committed == null ? ChainMark.NONE : committed;
        if (committed == null && events > 0) {
            range = range.with(new EventId(0, 0, null), 0).with(EventId.of(""), 0); // they may have any position
        }
        ChainMark start = new ChainMark(0, 0, firstHead(origin), range.first(), range.last(), range.received());
        return new SliceChain(ChainFile.openToWrite(slice), start, events, note);
    }

    /** What a chain begins with, so that no slice can pass for another. */
    static String firstHead(String origin) {
        byte[] bytes = ("vedette chain of " + origin).getBytes(StandardCharsets.UTF_8);
        return HexFormat.of().formatHex(new RecordHash().of(bytes, bytes.length));
    }

    private static void putAside(Path slice, String why) throws IOException {
        Path broken = slice.resolve(ChainFile.NAME + ".broken");
        for (int i = 2; Files.exists(broken); i++) {
            broken = slice.resolve(ChainFile.NAME + ".broken-" + i);
        }
        Files.move(slice.resolve(ChainFile.NAME), broken);
        LOG.error("{}; it is kept as {}, and a new one begins: 'verify' goes on saying so", why, broken);
    }

    /** Whether the slice has events that the chain knows nothing of. */
    boolean hasUnchained() {
        return unchained > 0;
    }

    /** The lowest and highest position, and the latest receipt, of what was ever in the slice. */
    synchronized ChainMark mark() {
        return new ChainMark(next.batches() + 1, next.offset(), next.previous(), first, last, received);
    }

    /** Adds a record by an operation of the index. */
    void add(List<ChainRecord> records, long receivedMillis, Operation operation) throws IOException {
        replace(List.of(), records, receivedMillis, operation);
    }

    /** Takes some records out and adds others by one operation of the index. */
    void replace(List<ChainRecord> old, List<ChainRecord> records, long receivedMillis, Operation operation)
            throws IOException {
        List<Move> under = begin(old, records, receivedMillis);
        long sequence = FAILED;
        try {
            sequence = operation.run();
        } finally {
            end(under, sequence);
        }
    }

    private synchronized List<Move> begin(List<ChainRecord> old, List<ChainRecord> records, long receivedMillis) {
        List<Move> under = new ArrayList<>(old.size() + records.size());
        old.forEach(record -> under.add(new Move(record, false)));
        received = Math.max(received, receivedMillis);
        for (ChainRecord record : records) {
            under.add(new Move(record, true));
            long position = record.id().hasPosition() ? record.id().position() : Long.MAX_VALUE;
            first = Math.min(first, position);
            last = Math.max(last, position);
        }
        moves.addAll(under);
        return under;
    }

    private synchronized void end(List<Move> under, long sequence) {
        Map<EventId, List<ChainRecord>> map = recent;
        for (Move move : under) {
            move.sequence = sequence;
            if (map != null) {
                take(move, map);
            }
        }
        notifyAll();
    }

    private static void take(Move move, Map<EventId, List<ChainRecord>> into) {
        if (move.sequence > 0) {
            if (move.in) {
                into.put(move.record.id(), List.of(move.record));
            } else {
                into.put(move.record.id(), List.of());
            }
        }
    }

    /** The record with an id that was added since the last commit, none if it went; null where neither happened. */
    synchronized @Nullable List<ChainRecord> recent(EventId id) {
        asked = true;
        Map<EventId, List<ChainRecord>> map = recent;
        if (map == null) {
            map = new HashMap<>();
            for (Move move : moves) {
                take(move, map);
            }
            recent = map;
        }
        return map.get(id);
    }

    /** Writes the batch of a commit that holds the operations up to a number, before the commit is made valid. */
    void seal(long upTo, Instant now) throws IOException {
        List<ChainRecord> added = new ArrayList<>();
        List<ChainRecord> removed = new ArrayList<>();
        collect(upTo, added, removed);
        added.sort(Comparator.comparing(ChainRecord::id));
        removed.sort(Comparator.comparing(ChainRecord::id));
        ChainMark mark = mark();
        ChainBatch batch = new ChainBatch(
                HexFormat.of().parseHex(mark.previous()),
                now,
                new RecordHash().root(added.stream().map(ChainRecord::leaf).toList()),
                unchained,
                note,
                added,
                removed);
        ChainFile.Framed written = file.write(mark.offset(), batch);
        synchronized (this) {
            sealed = written;
            sealedUpTo = upTo;
        }
    }

    private synchronized void collect(long upTo, List<ChainRecord> added, List<ChainRecord> removed)
            throws IOException {
        for (Move move : List.copyOf(moves)) {
            while (move.sequence == UNDER_WAY) { // it may belong to the commit; whoever began it is about to end it
                try {
                    wait();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new InterruptedIOException("interrupted while a record was being added");
                }
            }
            if (move.sequence > 0 && move.sequence <= upTo) {
                (move.in ? added : removed).add(move.record);
            }
        }
    }

    /** The commit is valid. Answers whether somebody asked for what was added before it. */
    synchronized boolean sealed() {
        ChainFile.Framed written = sealed;
        if (written == null) {
            return false;
        }
        sealed = null;
        next = mark().after(written);
        moves.removeIf(move -> move.sequence == FAILED || (move.sequence > 0 && move.sequence <= sealedUpTo));
        recent = null;
        boolean answer = asked;
        asked = false;
        return answer;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
