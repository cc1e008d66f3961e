package dev.vedette.host.store.state;

import dev.vedette.host.access.ClientScope;
import dev.vedette.host.correlate.CountedBatch;
import dev.vedette.host.correlate.Offense;
import dev.vedette.host.correlate.OffenseFilter;
import dev.vedette.host.correlate.OffenseKey;
import dev.vedette.host.correlate.OffensePage;
import dev.vedette.host.correlate.OffenseRepository;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** Offenses in the state database. */
final class SqlOffenses implements OffenseRepository {
    /** Eight bytes each become eleven characters; the column holds a million. */
    private static final int KEYS_PER_ROW = 80_000;

    private static final int MAX_DESCRIPTION = 4000;
    private static final String UPDATE = "UPDATE offenses SET status = :status, score = :score,"
            + " first_seen = :first_seen, last_seen = :last_seen, updated_at = :updated_at,"
            + " description = :description, document = :document WHERE id = :id";
    private static final String INSERT =
            "INSERT INTO offenses (id, client, index_key, index_field, index_value, status, score, first_seen,"
                    + " last_seen, updated_at, description, document) VALUES (:id, :client, :index_key, :index_field,"
                    + " :index_value, :status, :score, :first_seen, :last_seen, :updated_at, :description, :document)";

    private final Jdbi jdbi;
    private final OffenseDocument documents = new OffenseDocument();

    SqlOffenses(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public @Nullable Offense get(ClientScope scope, String id) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT document FROM offenses WHERE id = :id")
                        .bind("id", id)
                        .mapTo(String.class)
                        .findOne())
                .map(documents::read)
                .filter(offense -> scope.allows(offense.client()))
                .orElse(null);
    }

    @Override
    public List<Offense> open(OffenseKey key, Instant from, Instant to) {
        // The columns are cut to milliseconds, so the ends are moved by one; the caller looks at the exact times.
        return jdbi
                .withHandle(handle -> handle.createQuery("SELECT document FROM offenses WHERE index_key = :key"
                                + " AND status = 'OPEN' AND last_seen >= :from AND first_seen <= :to"
                                + " ORDER BY last_seen DESC, id LIMIT 20")
                        .bind("key", hash(key))
                        .bind("from", millis(from) - 1)
                        .bind("to", millis(to) + 1)
                        .mapTo(String.class)
                        .list())
                .stream()
                .map(documents::read)
                .filter(offense -> offense.key().equals(key))
                .toList();
    }

    @Override
    public OffensePage list(ClientScope scope, OffenseFilter filter) {
        Map<String, Object> values = new LinkedHashMap<>();
        String where = where(scope, filter, values);
        return jdbi.inTransaction(handle -> {
            long total = bind(handle.createQuery("SELECT COUNT(*) FROM offenses" + where), values)
                    .mapTo(Long.class)
                    .one();
            List<Offense> offenses = filter.limit() == 0
                    ? List.of()
                    : bind(
                                    handle.createQuery("SELECT document FROM offenses" + where
                                            + " ORDER BY score DESC, last_seen DESC, id LIMIT :limit OFFSET :offset"),
                                    values)
                            .bind("limit", filter.limit())
                            .bind("offset", filter.offset())
                            .mapTo(String.class)
                            .list()
                            .stream()
                            .map(documents::read)
                            .toList();
            return new OffensePage(offenses, filter.offset(), total);
        });
    }

    private static Query bind(Query query, Map<String, Object> values) {
        values.forEach(query::bind);
        return query;
    }

    /** Only names of parameters go into the text, never a value. */
    private static String where(ClientScope scope, OffenseFilter filter, Map<String, Object> values) {
        List<String> tests = new ArrayList<>();
        if (!scope.everyone()) {
            List<String> names = new ArrayList<>();
            for (String client : scope.clients()) {
                String name = "client" + names.size();
                values.put(name, client);
                names.add(":" + name);
            }
            tests.add(names.isEmpty() ? "1 = 0" : "client IN (" + String.join(", ", names) + ")");
        }
        if (filter.status() != null) {
            tests.add("status = :status");
            values.put("status", filter.status().name());
        }
        if (filter.minScore() > 0) {
            tests.add("score >= :min_score");
            values.put("min_score", filter.minScore());
        }
        if (filter.from() != null) {
            tests.add("last_seen >= :from");
            values.put("from", millis(filter.from()));
        }
        if (filter.to() != null) {
            tests.add("first_seen < :to");
            values.put("to", millis(filter.to()));
        }
        if (filter.text() != null) {
            tests.add("(POSITION(:text IN LOWER(description)) > 0 OR POSITION(:text IN LOWER(index_value)) > 0)");
            values.put("text", filter.text().toLowerCase(Locale.ROOT));
        }
        return tests.isEmpty() ? "" : " WHERE " + String.join(" AND ", tests);
    }

    @Override
    public void save(List<Offense> changed, CountedBatch counted) {
        if (changed.isEmpty() && counted.keys().length == 0) {
            return;
        }
        jdbi.useTransaction(handle -> {
            if (!changed.isEmpty()) {
                write(handle, changed);
            }
            long[] keys = counted.keys();
            for (int from = 0; from < keys.length; from += KEYS_PER_ROW) {
                handle.createUpdate("INSERT INTO counted (journal_position, keys_text) VALUES (:position, :keys)")
                        .bind("position", counted.position())
                        .bind("keys", text(Arrays.copyOfRange(keys, from, Math.min(keys.length, from + KEYS_PER_ROW))))
                        .execute();
            }
        });
    }

    private void write(Handle handle, List<Offense> changed) {
        int[] updated = run(handle, UPDATE, changed, false);
        List<Offense> missing = new ArrayList<>();
        for (int i = 0; i < updated.length; i++) {
            if (updated[i] == 0) {
                missing.add(changed.get(i));
            }
        }
        if (!missing.isEmpty()) {
            run(handle, INSERT, missing, true);
        }
    }

    private int[] run(Handle handle, String sql, List<Offense> offenses, boolean whole) {
        PreparedBatch batch = handle.prepareBatch(sql);
        for (Offense offense : offenses) {
            batch.bind("id", offense.id())
                    .bind("status", offense.status().name())
                    .bind("score", offense.rating().score())
                    .bind("first_seen", millis(offense.firstSeen()))
                    .bind("last_seen", millis(offense.lastSeen()))
                    .bind("updated_at", millis(offense.updatedAt()))
                    .bind("description", cut(offense.description()))
                    .bind("document", documents.write(offense));
            if (whole) {
                batch.bind("client", offense.client())
                        .bind("index_key", hash(offense.key()))
                        .bind("index_field", offense.indexField())
                        .bind("index_value", offense.indexValue());
            }
            batch.add();
        }
        return batch.execute();
    }

    @Override
    public List<CountedBatch> counted() {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT journal_position, keys_text FROM counted ORDER BY seq")
                .map((row, context) -> new CountedBatch(row.getLong(1), numbers(row.getString(2))))
                .list());
    }

    @Override
    public void forgetCounted(long position) {
        jdbi.useHandle(handle -> handle.createUpdate("DELETE FROM counted WHERE journal_position < :position")
                .bind("position", position)
                .execute());
    }

    private static String text(long[] numbers) {
        ByteBuffer bytes = ByteBuffer.allocate(numbers.length * Long.BYTES);
        bytes.asLongBuffer().put(numbers);
        return Base64.getEncoder().encodeToString(bytes.array());
    }

    private static long[] numbers(String text) {
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(text));
        long[] numbers = new long[bytes.remaining() / Long.BYTES];
        bytes.asLongBuffer().get(numbers);
        return numbers;
    }

    private static String cut(String text) {
        return text.length() <= MAX_DESCRIPTION ? text : text.substring(0, MAX_DESCRIPTION);
    }

    /** A time beyond what milliseconds hold is as far away as they can say. */
    private static long millis(Instant time) {
        long seconds = Math.clamp(time.getEpochSecond(), -9_000_000_000_000L, 9_000_000_000_000L);
        return seconds * 1000 + time.getNano() / 1_000_000;
    }

    private static String hash(OffenseKey key) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(key.text().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
