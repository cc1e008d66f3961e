package dev.vedette.host.store.state;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vedette.host.access.AuditAction;
import dev.vedette.host.access.AuditEntry;
import dev.vedette.host.access.AuditFilter;
import dev.vedette.host.access.AuditRecord;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** The audit log in the state database. There is no statement here that changes or deletes a row. */
final class AuditTable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};
    private static final String INSERT = """
        INSERT INTO audit (number, at_time, who, action, client, detail, previous_hash, hash)
        VALUES (:number, :at, :who, :action, :client, :detail, :previous, :hash)
        """;

    private final Jdbi jdbi;

    AuditTable(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    void append(AuditRecord record) throws IOException {
        AuditEntry entry = record.entry();
        try {
            String detail = JSON.writeValueAsString(entry.detail());
            jdbi.useHandle(handle -> handle.createUpdate(INSERT)
                    .bind("number", record.number())
                    .bind("at", entry.when().toEpochMilli())
                    .bind("who", entry.who())
                    .bind("action", entry.action().label())
                    .bind("client", entry.client())
                    .bind("detail", detail)
                    .bind("previous", record.previous())
                    .bind("hash", record.hash())
                    .execute());
        } catch (JdbiException e) {
            throw new IOException(reason(e), e);
        }
    }

    List<AuditRecord> list(AuditFilter filter) throws IOException {
        List<String> tests = new ArrayList<>(List.of("number < :before"));
        Map<String, Object> values = new LinkedHashMap<>(Map.of("before", filter.before()));
        test(tests, values, "who = :who", "who", filter.who());
        test(
                tests,
                values,
                "action = :action",
                "action",
                filter.action() == null ? null : filter.action().label());
        test(tests, values, "client = :client", "client", filter.client());
        test(
                tests,
                values,
                "LOCATE(:text, LOWER(detail)) > 0",
                "text",
                filter.text() == null ? null : filter.text().toLowerCase(Locale.ROOT));
        test(
                tests,
                values,
                "at_time >= :from",
                "from",
                filter.from() == null ? null : filter.from().toEpochMilli());
        test(
                tests,
                values,
                "at_time < :to",
                "to",
                filter.to() == null ? null : filter.to().toEpochMilli());
        return read(handle -> {
            Query query = handle.createQuery(
                    "SELECT * FROM audit WHERE " + String.join(" AND ", tests) + " ORDER BY number DESC LIMIT :limit");
            values.forEach(query::bind);
            return query.bind("limit", filter.limit())
                    .map((row, context) -> read(row))
                    .list();
        });
    }

    /** Only names of parameters go into the text, never a value. */
    private static void test(
            List<String> tests, Map<String, Object> values, String test, String name, @Nullable Object value) {
        if (value != null) {
            tests.add(test);
            values.put(name, value);
        }
    }

    private List<AuditRecord> read(HandleCallback<List<AuditRecord>, RuntimeException> question) throws IOException {
        try {
            return jdbi.withHandle(question);
        } catch (JdbiException e) {
            throw new IOException(reason(e), e);
        }
    }

    /** Jdbi's own message is the statement; what went wrong is further in. */
    private static String reason(JdbiException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return String.valueOf(cause.getMessage());
    }

    List<AuditRecord> after(long number, int limit) throws IOException {
        return read(
                handle -> handle.createQuery("SELECT * FROM audit WHERE number > :number ORDER BY number LIMIT :limit")
                        .bind("number", number)
                        .bind("limit", limit)
                        .map((row, context) -> read(row))
                        .list());
    }

    private static AuditRecord read(ResultSet row) throws SQLException {
        try {
            AuditAction action = AuditAction.of(row.getString("action"));
            if (action == null) {
                throw new SQLException("the audit log has the action '" + row.getString("action")
                        + "', which this version does not know; use the version that wrote it");
            }
            return new AuditRecord(
                    row.getLong("number"),
                    new AuditEntry(
                            Instant.ofEpochMilli(row.getLong("at_time")),
                            row.getString("who"),
                            action,
                            row.getString("client"),
                            JSON.readValue(row.getString("detail"), TEXTS)),
                    row.getString("previous_hash"),
                    row.getString("hash"));
        } catch (JsonProcessingException e) {
            throw new SQLException("record " + row.getLong("number") + " of the audit log is damaged", e);
        }
    }
}
