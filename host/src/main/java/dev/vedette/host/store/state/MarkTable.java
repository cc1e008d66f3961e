package dev.vedette.host.store.state;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;

/** How far each source that is read has been taken in. Thread-safe. */
public final class MarkTable {
    private final Jdbi jdbi;

    MarkTable(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Texts by reader. */
    public Map<String, String> all() {
        return jdbi.withHandle(handle -> {
            Map<String, String> marks = new HashMap<>();
            handle.createQuery("SELECT reader, text_value FROM marks").scanResultSet((results, context) -> {
                try (var set = results.get()) {
                    while (set.next()) {
                        marks.put(set.getString(1), set.getString(2));
                    }
                }
                return marks;
            });
            return marks;
        });
    }

    /** Writes these, all or none; the others stay. */
    public void put(Map<String, String> marks) {
        if (!marks.isEmpty()) {
            jdbi.useTransaction(handle -> {
                PreparedBatch batch = handle.prepareBatch(
                        "MERGE INTO marks (reader, text_value) KEY (reader) VALUES (:reader, :text)");
                marks.forEach((reader, text) ->
                        batch.bind("reader", reader).bind("text", text).add());
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
