package dev.vedette.host.store.state;

import dev.vedette.host.access.AccessRepository;
import dev.vedette.host.access.AuditFilter;
import dev.vedette.host.access.AuditRecord;
import dev.vedette.host.access.ClientScope;
import dev.vedette.host.access.Principal;
import dev.vedette.host.access.Role;
import dev.vedette.host.access.StoredToken;
import dev.vedette.host.access.UserAccount;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/** Users and tokens in the state database; the audit log is in {@link AuditTable}. */
final class SqlAccess implements AccessRepository {
    private static final String PUT_USER = """
        MERGE INTO users (name, role, clients, password, temporary, disabled, created_at, password_since, last_login)
        KEY (name)
        VALUES (:name, :role, :clients, :password, :temporary, :disabled, :created, :since, :login)
        """;
    private static final String PUT_TOKEN = """
        MERGE INTO tokens (id, sha256, role, clients, source, parser, created_at, created_by, expires_at, last_used,
            revoked_at)
        KEY (id)
        VALUES (:id, :sha256, :role, :clients, :source, :parser, :created, :by, :expires, :used, :revoked)
        """;

    private final Jdbi jdbi;
    private final AuditTable audit;

    SqlAccess(Jdbi jdbi) {
        this.jdbi = jdbi;
        this.audit = new AuditTable(jdbi);
    }

    @Override
    public List<UserAccount> users() {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT * FROM users ORDER BY name")
                .map((row, context) -> new UserAccount(
                        row.getString("name"),
                        role(row),
                        scope(row),
                        row.getString("password"),
                        row.getBoolean("temporary"),
                        row.getBoolean("disabled"),
                        Instant.ofEpochMilli(row.getLong("created_at")),
                        Instant.ofEpochMilli(row.getLong("password_since")),
                        time(row, "last_login")))
                .list());
    }

    @Override
    public void put(UserAccount user) {
        jdbi.useHandle(handle -> {
            Update update = handle.createUpdate(PUT_USER);
            update.bind("name", user.name())
                    .bind("role", user.role().label())
                    .bind("clients", text(user.scope()))
                    .bind("password", user.password())
                    .bind("temporary", user.temporary())
                    .bind("disabled", user.disabled())
                    .bind("created", user.created().toEpochMilli())
                    .bind("since", user.passwordSince().toEpochMilli())
                    .bind("login", millis(user.lastLogin()))
                    .execute();
        });
    }

    @Override
    public List<StoredToken> tokens() {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT * FROM tokens ORDER BY id")
                .map((row, context) -> new StoredToken(
                        row.getString("id"),
                        row.getString("sha256"),
                        new Principal(
                                row.getString("id"),
                                role(row),
                                scope(row),
                                row.getString("source"),
                                row.getString("parser")),
                        Instant.ofEpochMilli(row.getLong("created_at")),
                        row.getString("created_by"),
                        time(row, "expires_at"),
                        time(row, "last_used"),
                        time(row, "revoked_at")))
                .list());
    }

    @Override
    public void put(StoredToken token) {
        Principal principal = token.principal();
        jdbi.useHandle(handle -> handle.createUpdate(PUT_TOKEN)
                .bind("id", token.id())
                .bind("sha256", token.sha256())
                .bind("role", principal.role().label())
                .bind("clients", text(principal.scope()))
                .bind("source", principal.source())
                .bind("parser", principal.parser())
                .bind("created", token.created().toEpochMilli())
                .bind("by", token.createdBy())
                .bind("expires", millis(token.expires()))
                .bind("used", millis(token.lastUsed()))
                .bind("revoked", millis(token.revoked()))
                .execute());
    }

    @Override
    public void used(Map<String, Instant> lastUsed) {
        jdbi.useTransaction(handle -> {
            PreparedBatch batch = handle.prepareBatch("UPDATE tokens SET last_used = :used WHERE id = :id");
            lastUsed.forEach((id, when) ->
                    batch.bind("id", id).bind("used", when.toEpochMilli()).add());
            batch.execute();
        });
    }

    @Override
    public void append(AuditRecord record) throws IOException {
        audit.append(record);
    }

    @Override
    public List<AuditRecord> audit(AuditFilter filter) throws IOException {
        return audit.list(filter);
    }

    @Override
    public List<AuditRecord> auditAfter(long number, int limit) throws IOException {
        return audit.after(number, limit);
    }

    private static Role role(ResultSet row) throws SQLException {
        return Objects.requireNonNull(Role.of(row.getString("role")), "a role of this version");
    }

    private static ClientScope scope(ResultSet row) throws SQLException {
        @Nullable String clients = row.getString("clients");
        return clients == null
                ? ClientScope.ALL
                : new ClientScope(false, clients.isEmpty() ? Set.of() : Set.of(clients.split(" ", -1)));
    }

    private static @Nullable String text(ClientScope scope) {
        return scope.everyone() ? null : String.join(" ", new TreeSet<>(scope.clients()));
    }

    private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }

    private static @Nullable Long millis(@Nullable Instant time) {
        return time == null ? null : time.toEpochMilli();
    }
}
