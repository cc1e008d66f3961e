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

    /** A mark that no record stands before, as behind an empty page; all before it must be durable. */
    public synchronized void note(SourceMark mark) {
        latest.put(mark.reader(), mark.text());
        unkept.put(mark.reader(), mark.text());
    }

    /** Where a reader is to go on, or null at the beginning. Ask when the journal has been replayed. */
    public synchronized @Nullable String text(String reader) {
        return latest.get(reader);
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
