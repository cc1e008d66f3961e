package dev.vedette.host.store;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a chain says should be in a slice, as far as the chain can be read. A slice may have ten million records, so each
 * is a row of {@link RecordRows} and not an object.
 */
final class ExpectedRecords {
    private static final int NOBODY = -1;

    private final RecordRows rows = new RecordRows();
    private final List<Instant> commits = new ArrayList<>();
    private final List<String> texts = new ArrayList<>(); // ids without a position; they are rare
    private final Map<String, Integer> textNumbers = new HashMap<>();
    private final BitSet back = new BitSet();
    private boolean complete;

    private ExpectedRecords() {}

    /** Reads a chain up to its end or to where it is damaged. */
    static ExpectedRecords read(Path slice, List<String> notes) {
        ExpectedRecords all = new ExpectedRecords();
        if (!ChainFile.exists(slice)) {
            notes.add("chain: there is none");
            return all;
        }
        try (ChainFile chain = ChainFile.openToRead(slice)) {
            long unchained = 0;
            for (long at = 0; at < chain.size(); ) {
                ChainFile.Framed framed = chain.read(at);
                all.take(framed.batch());
                unchained = framed.batch().unchained();
                at = framed.end();
            }
            all.complete = unchained == 0;
        } catch (IOException e) {
            notes.add("chain: " + e.getMessage());
        }
        all.settle();
        return all;
    }

    private void take(ChainBatch batch) {
        int commit = commits.size();
        commits.add(batch.time());
        for (ChainRecord record : batch.removed()) { // before the added ones: see settle
            rows.add(position(record.id()), record.id().number(), record.prefix(), RecordRows.removed(commit));
        }
        for (ChainRecord record : batch.added()) {
            rows.add(position(record.id()), record.id().number(), record.prefix(), commit);
        }
    }

    /** Ids without a position get the negative ones. */
    private long position(EventId id) {
        String text = id.other();
        if (text == null) {
            return id.position();
        }
        Integer known = textNumbers.putIfAbsent(text, texts.size());
        if (known != null) {
            return -1L - known;
        }
        texts.add(text);
        return -(long) texts.size();
    }

    /** What went was there before, or else came in the same batch. */
    private void settle() {
        rows.sort();
        int kept = 0;
        for (int first = 0; first < rows.size(); ) {
            int end = first + 1;
            while (end < rows.size() && rows.sameId(first, end)) {
                end++;
            }
            int there = survivor(first, end);
            if (there != NOBODY) {
                rows.move(there, kept++);
            }
            first = end;
        }
        rows.truncate(kept);
    }

    /** Which of the rows of one id is in force at the end. */
    private int survivor(int first, int end) {
        int there = NOBODY;
        int cancelled = NOBODY;
        for (int row = first; row < end; row++) {
            if (rows.isRemoval(row)) {
                if (there != NOBODY && rows.prefix(there) == rows.prefix(row)) {
                    there = NOBODY;
                } else {
                    cancelled = row;
                }
            } else if (cancelled == NOBODY
                    || rows.commit(cancelled) != rows.commit(row)
                    || rows.prefix(cancelled) != rows.prefix(row)) {
                there = row;
            }
        }
        return there;
    }

    /** Whether every record that should be there is known. */
    boolean complete() {
        return complete;
    }

    /** The row of a record that should be there; negative if it should not. */
    int find(EventId id) {
        String text = id.other();
        if (text == null) {
            return rows.find(id.position(), id.number());
        }
        Integer number = textNumbers.get(text);
        return number == null ? NOBODY : rows.find(-1L - number, 0);
    }

    /** The first bytes of the hash of a row. */
    long prefix(int row) {
        return rows.prefix(row);
    }

    /** When a row was committed. */
    Instant committed(int row) {
        return commits.get(rows.commit(row));
    }

    /** A record came back; false if it had already. */
    boolean cameBack(int row) {
        boolean first = !back.get(row);
        back.set(row);
        return first;
    }

    /** How many records did not come back. */
    int missing() {
        return rows.size() - back.cardinality();
    }

    /** The first of them, with the time of their commit. */
    List<String> missing(int most) {
        List<String> missing = new ArrayList<>();
        for (int row = back.nextClearBit(0);
                row < rows.size() && missing.size() < most;
                row = back.nextClearBit(row + 1)) {
            missing.add(id(row) + " committed " + committed(row));
        }
        return missing;
    }

    private EventId id(int row) {
        long position = rows.position(row);
        return position < 0
                ? new EventId(EventId.NOWHERE, 0, texts.get((int) (-1 - position)))
                : new EventId(position, rows.number(row), null);
    }
}
