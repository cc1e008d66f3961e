package dev.vedette.host.store.state;

import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;

/** What is remembered of each source. Thread-safe. */
public final class SourceTable {
    /** Longer names are cut in the ledger; here such a source is not kept over a restart. */
    private static final int MAX_SOURCE = 1024;

    private final Jdbi jdbi;

    SourceTable(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * One source.
     *
     * @param document JSON of the owner's making
     */
    public record Row(String client, String source, String document) {}

    public List<Row> all() {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT client, source, document FROM sources")
                .map((row, context) -> new Row(row.getString(1), row.getString(2), row.getString(3)))
                .list());
    }

    /** Writes these, all or none; the others stay. */
    public void put(List<Row> rows) {
        List<Row> fitting =
                rows.stream().filter(row -> row.source().length() <= MAX_SOURCE).toList();
        if (fitting.isEmpty()) {
            return;
        }
        jdbi.useTransaction(handle -> {
            PreparedBatch batch = handle.prepareBatch("MERGE INTO sources (client, source, document)"
                    + " KEY (client, source) VALUES (:client, :source, :document)");
            for (Row row : fitting) {
                batch.bind("client", row.client())
                        .bind("source", row.source())
                        .bind("document", row.document())
                        .add();
            }
            batch.execute();
        });
    }

    public void remove(String client, String source) {
        jdbi.useHandle(handle -> handle.createUpdate("DELETE FROM sources WHERE client = :client AND source = :source")
                .bind("client", client)
                .bind("source", source)
                .execute());
    }
}
