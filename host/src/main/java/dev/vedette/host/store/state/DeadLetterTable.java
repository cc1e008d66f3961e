package dev.vedette.host.store.state;

import dev.vedette.api.event.IpAddress;
import dev.vedette.api.event.Origin;
import dev.vedette.api.event.RawRecord;
import dev.vedette.host.access.ClientScope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** Records that were abandoned, kept whole so that they can be looked at and replayed. Thread-safe. */
public final class DeadLetterTable {
    private static final String INSERT = """
        MERGE INTO dead_letters (journal_position, client, source, receiver, sender, token, path, parser,
            envelope, received_at, abandoned_at, reason, extension, explanation, replaying, record)
        KEY (journal_position)
        VALUES (:position, :client, :source, :receiver, :sender, :token, :path, :parser, :envelope, :received, :abandoned,
            :reason, :extension, :explanation, FALSE, :record)
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
                .bind("token", origin.token())
                .bind("envelope", origin.envelope())
                .bind("path", origin.path() == null ? null : cut(origin.path(), 4096))
                .bind("parser", origin.parser() == null ? null : cut(origin.parser(), 255))
                .bind("received", record.receivedAt().toEpochMilli())
                .bind("abandoned", letter.abandonedAt().toEpochMilli())
                .bind("reason", cut(letter.reason(), 255))
                .bind("extension", letter.extension() == null ? null : cut(letter.extension(), 512))
                .bind("explanation", letter.explanation() == null ? null : cut(letter.explanation(), 4000))
                .bind("record", record.bytes())
                .execute());
    }

    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length);
    }

    /** The latest ones, latest first. */
    public List<DeadLetter> latest(ClientScope scope, int limit) {
        return list(scope, DeadLetterFilter.ALL, Long.MAX_VALUE, limit);
    }

    /**
     * Those of a filter by position, the highest first: later ones stand higher.
     *
     * @param below where the page before ended; the highest number for the first page
     */
    public List<DeadLetter> list(ClientScope scope, DeadLetterFilter filter, long below, int limit) {
        if (seesNothing(scope)) {
            return List.of();
        }
        return jdbi.withHandle(handle -> bound(
                        handle.createQuery("SELECT * FROM dead_letters WHERE journal_position < :below"
                                + filter.conditions(scope) + " ORDER BY journal_position DESC LIMIT :limit"),
                        scope,
                        filter)
                .bind("below", below)
                .bind("limit", limit)
                .map((row, context) -> read(row))
                .list());
    }

    /** How many there are of a filter. */
    public long count(ClientScope scope, DeadLetterFilter filter) {
        if (seesNothing(scope)) {
            return 0;
        }
        return jdbi.withHandle(handle -> bound(
                        handle.createQuery("SELECT COUNT(*) FROM dead_letters WHERE 1 = 1" + filter.conditions(scope)),
                        scope,
                        filter)
                .mapTo(Long.class)
                .one());
    }

    private static boolean seesNothing(ClientScope scope) {
        return !scope.everyone() && scope.clients().isEmpty();
    }

    private static Query bound(Query query, ClientScope scope, DeadLetterFilter filter) {
        if (!scope.everyone()) {
            query.bindList("clients", List.copyOf(scope.clients()));
        }
        filter.bindings().forEach(query::bind);
        return query;
    }

    /** Notes that these are to come through the pipeline again; it survives a restart. */
    public void replaying(Collection<Long> positions) {
        mark(positions, true);
    }

    /** Takes that back: it was tried, and it stays where it is. */
    public void notReplaying(Collection<Long> positions) {
        mark(positions, false);
    }

    private void mark(Collection<Long> positions, boolean replaying) {
        jdbi.useTransaction(handle -> {
            PreparedBatch batch = handle.prepareBatch(
                    "UPDATE dead_letters SET replaying = :replaying WHERE journal_position = :position");
            positions.forEach(position -> batch.bind("replaying", replaying)
                    .bind("position", position)
                    .add());
            batch.execute();
        });
    }

    /** Those whose replay was begun and did not come to its end, the lowest first. */
    public List<DeadLetter> unfinished(int limit) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT * FROM dead_letters WHERE replaying = TRUE ORDER BY journal_position LIMIT :limit")
                .bind("limit", limit)
                .map((row, context) -> read(row))
                .list());
    }

    /** In the transaction that counts them elsewhere. */
    static void remove(Handle handle, Collection<Long> positions) {
        if (positions.isEmpty()) {
            return;
        }
        PreparedBatch batch = handle.prepareBatch("DELETE FROM dead_letters WHERE journal_position = :position");
        positions.forEach(position -> batch.bind("position", position).add());
        batch.execute();
    }

    /** Forgets those from a position on: their records come again from the journal, perhaps to another end. */
    public void forgetFrom(long position) {
        jdbi.useHandle(handle -> handle.createUpdate("DELETE FROM dead_letters WHERE journal_position >= :position")
                .bind("position", position)
                .execute());
    }

    /**
     * Lets the oldest go beyond an age and a size of all records together. The ledger keeps their count.
     *
     * @return how many went
     */
    public long expire(Instant before, long bytes) {
        return jdbi.inTransaction(handle -> {
            long gone = handle.createUpdate(
                            "DELETE FROM dead_letters WHERE abandoned_at < :before AND replaying = FALSE")
                    .bind("before", before.toEpochMilli())
                    .execute();
            List<Long> beyond = handle.createQuery("SELECT journal_position, OCTET_LENGTH(record) FROM dead_letters"
                            + " ORDER BY journal_position DESC")
                    .scanResultSet((results, context) -> {
                        List<Long> positions = new ArrayList<>();
                        long sum = 0;
                        try (ResultSet set = results.get()) {
                            while (set.next()) {
                                sum += set.getLong(2);
                                if (sum > bytes) {
                                    positions.add(set.getLong(1));
                                }
                            }
                        }
                        return positions;
                    });
            remove(handle, beyond);
            return gone + beyond.size();
        });
    }

    private static DeadLetter read(ResultSet row) throws SQLException {
        @Nullable String sender = row.getString("sender");
        Origin origin = Origin.of(row.getString("client"), row.getString("receiver"))
                .source(row.getString("source"))
                .sender(sender == null ? null : IpAddress.parse(sender))
                .path(row.getString("path"))
                .parser(row.getString("parser"))
                .token(row.getString("token"))
                .envelope(row.getString("envelope"))
                .build();
        RawRecord record =
                new RawRecord(row.getBytes("record"), Instant.ofEpochMilli(row.getLong("received_at")), origin);
        return new DeadLetter(
                row.getLong("journal_position"),
                record,
                Instant.ofEpochMilli(row.getLong("abandoned_at")),
                row.getString("reason"),
                row.getString("extension"),
                row.getString("explanation"));
    }
}
