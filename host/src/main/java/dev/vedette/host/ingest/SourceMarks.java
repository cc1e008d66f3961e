package dev.vedette.host.ingest;

import dev.vedette.host.journal.JournaledRecord;
import dev.vedette.host.journal.SourceMark;
import dev.vedette.host.store.state.MarkTable;
import dev.vedette.host.store.state.MarkTable.Mark;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The latest mark of every reader. Records carry marks through the journal; a checkpoint keeps them before it lets the
 * journal go, and a replay meets the others again. A record may come here after a mark that was noted behind it, and in
 * a replay after one that the table has: what is older by its place in the journal is left out. Thread-safe.
 */
public final class SourceMarks {
    private final MarkTable table;
    private final LongSupplier journalEnd;
    private final Map<String, Mark> latest = new HashMap<>();
    private final Map<String, Mark> unkept = new HashMap<>();
    private final Set<String> gone = new HashSet<>();

    /**
     * Begins with what the table has.
     *
     * @param journalEnd a position above that of every record which is durable, and not above any to come
     */
    public SourceMarks(MarkTable table, LongSupplier journalEnd) {
        this.table = table;
        this.journalEnd = journalEnd;
        long end = journalEnd.getAsLong(); // of a journal that was lost and began again lower, perhaps
        table.all()
                .forEach((reader, mark) -> latest.put(reader, new Mark(mark.text(), Math.min(mark.position(), end))));
    }

    /** Records came out of the journal, in its order. */
    public void note(List<JournaledRecord> records) {
        for (JournaledRecord record : records) {
            SourceMark mark = record.mark();
            if (mark != null) {
                note(mark, record.position());
            }
        }
    }

    /** A mark that no record carries, as behind an empty page; all before it must be durable. */
    public void move(SourceMark mark) {
        note(mark, journalEnd.getAsLong());
    }

    private synchronized void note(SourceMark mark, long position) {
        Mark before = latest.get(mark.reader());
        if (before == null || before.position() <= position) {
            Mark now = new Mark(mark.text(), position);
            latest.put(mark.reader(), now);
            unkept.put(mark.reader(), now);
        }
    }

    /** Where a reader is to go on, or null at the beginning. Ask when the journal has been replayed. */
    public synchronized @Nullable String text(String reader) {
        Mark mark = latest.get(reader);
        return mark == null ? null : mark.text();
    }

    /** Marks of readers whose name begins so. */
    public synchronized Map<String, String> beginningWith(String prefix) {
        Map<String, String> found = new HashMap<>();
        latest.forEach((reader, mark) -> {
            if (reader.startsWith(prefix)) {
                found.put(reader, mark.text());
            }
        });
        return found;
    }

    /**
     * Forgets readers that will not come again: an object read to its end, a file that is gone. The table follows at the
     * next {@link #keep}: an interrupted thread, as one that fetches may be, would close the database's file.
     */
    public synchronized void forget(List<String> readers) {
        readers.forEach(latest::remove);
        readers.forEach(unkept::remove);
        gone.addAll(readers);
    }

    /** Makes durable what the journal may let go. */
    public synchronized void keep() {
        gone.removeAll(unkept.keySet());
        table.remove(List.copyOf(gone));
        table.put(unkept);
        gone.clear();
        unkept.clear();
    }
}
