package dev.vedette.host.ingest;

import dev.vedette.host.journal.JournaledRecord;
import dev.vedette.host.journal.SourceMark;
import dev.vedette.host.store.state.MarkTable;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The latest mark of every reader. Records carry marks through the journal; a checkpoint keeps them before it lets the
 * journal go, and a replay meets the others again. Thread-safe.
 */
public final class SourceMarks {
    private final MarkTable table;
    private final Map<String, String> latest;
    private final Map<String, String> unkept = new HashMap<>();
    private final Set<String> gone = new HashSet<>();
    private final Map<String, Moved> moved = new HashMap<>(); // by reader, until its last record has come

    private record Moved(String behind, String text) {}

    public SourceMarks(MarkTable table) {
        this.table = table;
        this.latest = new HashMap<>(table.all());
    }

    /** Records came out of the journal, in its order. */
    public void note(List<JournaledRecord> records) {
        for (JournaledRecord record : records) {
            SourceMark mark = record.mark();
            if (mark != null) {
                note(mark);
            }
        }
    }

    private synchronized void note(SourceMark mark) {
        Moved next = moved.get(mark.reader());
        boolean reached = next != null && next.behind().equals(mark.text());
        if (reached) {
            moved.remove(mark.reader());
        }
        put(mark.reader(), reached && next != null ? next.text() : mark.text());
    }

    private void put(String reader, String text) {
        latest.put(reader, text);
        unkept.put(reader, text);
    }

    /**
     * A mark that no record carries, as behind an empty page; all before it must be durable.
     *
     * @param behind the mark of the last record before it, which may still have to come out of the journal, or null
     */
    public synchronized void move(SourceMark mark, @Nullable String behind) {
        if (behind == null || behind.equals(latest.get(mark.reader()))) {
            moved.remove(mark.reader());
            put(mark.reader(), mark.text());
        } else {
            moved.put(mark.reader(), new Moved(behind, mark.text()));
        }
    }

    /** Where a reader is to go on, or null at the beginning. Ask when the journal has been replayed. */
    public synchronized @Nullable String text(String reader) {
        Moved next = moved.get(reader);
        return next == null ? latest.get(reader) : next.text();
    }

    /** Marks of readers whose name begins so. */
    public synchronized Map<String, String> beginningWith(String prefix) {
        Map<String, String> found = new HashMap<>();
        latest.forEach((reader, text) -> {
            if (reader.startsWith(prefix)) {
                found.put(reader, text);
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
