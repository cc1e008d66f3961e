package dev.vedette.host.store.state;

import dev.vedette.api.event.IpAddress;
import dev.vedette.api.event.Origin;
import dev.vedette.api.event.RawRecord;
import dev.vedette.host.access.ClientScope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** Records that were abandoned, kept whole so that they can be looked at and replayed. Thread-safe. */
public final class DeadLetterTable {
    private static final String INSERT = """
        MERGE INTO dead_letters (journal_position, client, source, receiver, sender, path, parser, received_at,
            abandoned_at, reason, record)
        KEY (journal_position)
        VALUES (:position, :client, :source, :receiver, :sender, :path, :parser, :received, :abandoned, :reason,
            :record)
        """;

    private final Jdbi jdbi;

    DeadLetterTable(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Keeps a record; on the disk when this returns. One that a restart abandons again replaces the first. */
    public void add(DeadLetter letter) {
        RawRecord record = letter.record();
        Origin origin = record.origin();
        jdbi.useHandle(handle -> handle.createUpdate(INSERT)
                .bind("position", letter.position())
                .bind("client", origin.client())
                .bind("source", cut(origin.source(), 1024))
                .bind("receiver", cut(origin.receiver(), 255))
                .bind("sender", origin.sender() == null ? null : origin.sender().toString())
                .bind("path", origin.path() == null ? null : cut(origin.path(), 4096))
                .bind("parser", origin.parser() == null ? null : cut(origin.parser(), 255))
                .bind("received", record.receivedAt().toEpochMilli())
                .bind("abandoned", letter.abandonedAt().toEpochMilli())
                .bind("reason", cut(letter.reason(), 255))
                .bind("record", record.bytes())
                .execute());
    }

    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length);
    }

    /** The latest ones, latest first. */
    public List<DeadLetter> latest(ClientScope scope, int limit) {
        if (!scope.everyone() && scope.clients().isEmpty()) {
            return List.of();
        }
        String clients = scope.everyone() ? "" : " WHERE client IN (<clients>)";
        return jdbi.withHandle(handle -> {
            Query query = handle.createQuery("SELECT * FROM dead_letters" + clients
                            + " ORDER BY abandoned_at DESC, journal_position DESC LIMIT :limit")
                    .bind("limit", limit);
            if (!scope.everyone()) {
                query.bindList("clients", List.copyOf(scope.clients()));
            }
            return query.map((row, context) -> read(row)).list();
        });
    }

    private static DeadLetter read(ResultSet row) throws SQLException {
        @Nullable String sender = row.getString("sender");
        Origin origin = Origin.of(row.getString("client"), row.getString("receiver"))
                .source(row.getString("source"))
                .sender(sender == null ? null : IpAddress.parse(sender))
                .path(row.getString("path"))
                .parser(row.getString("parser"))
                .build();
        RawRecord record =
                new RawRecord(row.getBytes("record"), Instant.ofEpochMilli(row.getLong("received_at")), origin);
        return new DeadLetter(
                row.getLong("journal_position"),
                record,
                Instant.ofEpochMilli(row.getLong("abandoned_at")),
                row.getString("reason"));
    }
}
