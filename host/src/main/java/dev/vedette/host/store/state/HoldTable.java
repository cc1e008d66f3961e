package dev.vedette.host.store.state;

import dev.vedette.host.store.HoldRepository;
import dev.vedette.host.store.LegalHold;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Legal holds; none is ever deleted. Thread-safe. */
public final class HoldTable implements HoldRepository {
    private final Jdbi jdbi;

    HoldTable(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public List<LegalHold> all() {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT * FROM legal_holds ORDER BY set_at DESC, name")
                .map((row, context) -> read(row))
                .list());
    }

    private static LegalHold read(ResultSet row) throws SQLException {
        return new LegalHold(
                row.getString("name"),
                row.getString("client"),
                row.getString("query_text"),
                time(row, "from_time"),
                time(row, "to_time"),
                row.getString("reason"),
                row.getString("set_by"),
                Instant.parse(row.getString("set_at")),
                row.getString("released_by"),
                time(row, "released_at"));
    }

    private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        String text = row.getString(column);
        return text == null ? null : Instant.parse(text);
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }

    @Override
    public boolean add(LegalHold hold) {
        return jdbi.inTransaction(handle -> {
            boolean taken = handle.createQuery("SELECT COUNT(*) FROM legal_holds WHERE name = :name")
                            .bind("name", hold.name())
                            .mapTo(Long.class)
                            .one()
                    > 0;
            if (!taken) {
                handle.createUpdate("INSERT INTO legal_holds (name, client, query_text, from_time, to_time, reason,"
                                + " set_by, set_at) VALUES (:name, :client, :query, :from, :to, :reason, :by, :at)")
                        .bind("name", hold.name())
                        .bind("client", hold.client())
                        .bind("query", hold.query())
                        .bind("from", text(hold.from()))
                        .bind("to", text(hold.to()))
                        .bind("reason", hold.reason())
                        .bind("by", hold.by())
                        .bind("at", text(hold.at()))
                        .execute();
            }
            return !taken;
        });
    }

    @Override
    public boolean release(String name, String by, Instant at) {
        return jdbi.withHandle(handle -> handle.createUpdate("UPDATE legal_holds SET released_by = :by,"
                                + " released_at = :at WHERE name = :name AND released_at IS NULL")
                        .bind("name", name)
                        .bind("by", by)
                        .bind("at", text(at))
                        .execute())
                == 1;
    }
}
