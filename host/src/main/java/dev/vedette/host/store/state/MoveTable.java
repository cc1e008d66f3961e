package dev.vedette.host.store.state;

import dev.vedette.host.store.EventMove;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Events on their way from one slice to another: whatever happens, they are not left in both. Thread-safe. */
public final class MoveTable {
    private final Jdbi jdbi;

    MoveTable(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    public List<EventMove> all() {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT * FROM event_moves")
                .map((row, context) -> new EventMove(
                        row.getString("event_id"),
                        row.getString("client"),
                        Instant.parse(row.getString("before_time")),
                        row.getString("to_slice")))
                .list());
    }

    /** On the disk when this returns. */
    public void add(List<EventMove> moves) {
        if (!moves.isEmpty()) {
            jdbi.useTransaction(handle -> {
                PreparedBatch batch = handle.prepareBatch("MERGE INTO event_moves (event_id, client, before_time,"
                        + " to_slice) KEY (event_id) VALUES (:id, :client, :before, :to)");
                moves.forEach(move -> batch.bind("id", move.id())
                        .bind("client", move.client())
                        .bind("before", move.before().toString())
                        .bind("to", move.to())
                        .add());
                batch.execute();
            });
        }
    }

    public void remove(List<EventMove> moves) {
        if (!moves.isEmpty()) {
            jdbi.useTransaction(handle -> {
                PreparedBatch batch = handle.prepareBatch("DELETE FROM event_moves WHERE event_id = :id");
                moves.forEach(move -> batch.bind("id", move.id()).add());
                batch.execute();
            });
        }
    }
}
