package dev.vedette.host.store.state;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;

/** How far each source that is read has been taken in. Thread-safe. */
public final class MarkTable {
    /**
     * One source's.
     *
     * @param text where its reader goes on
     * @param position of the journal at which it was noted: an older one does not take its place
     */
    public record Mark(String text, long position) {}

    private final Jdbi jdbi;

    MarkTable(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Marks by reader. */
    public Map<String, Mark> all() {
        return jdbi.withHandle(handle -> {
            Map<String, Mark> marks = new HashMap<>();
            handle.createQuery("SELECT reader, text_value, noted_at FROM marks").scanResultSet((results, context) -> {
                try (var set = results.get()) {
                    while (set.next()) {
                        marks.put(set.getString(1), new Mark(set.getString(2), set.getLong(3)));
                    }
                }
                return marks;
            });
            return marks;
        });
    }

    /** Writes these, all or none; the others stay. */
    public void put(Map<String, Mark> marks) {
        if (!marks.isEmpty()) {
            jdbi.useTransaction(handle -> {
                PreparedBatch batch = handle.prepareBatch(
                        "MERGE INTO marks (reader, text_value, noted_at) KEY (reader) VALUES (:reader, :text, :position)");
                marks.forEach((reader, mark) -> batch.bind("reader", reader)
                        .bind("text", mark.text())
                        .bind("position", mark.position())
                        .add());
                batch.execute();
            });
        }
    }

    public void remove(List<String> readers) {
        if (!readers.isEmpty()) {
            jdbi.useTransaction(handle -> {
                PreparedBatch batch = handle.prepareBatch("DELETE FROM marks WHERE reader = :reader");
                readers.forEach(reader -> batch.bind("reader", reader).add());
                batch.execute();
            });
        }
    }
}
