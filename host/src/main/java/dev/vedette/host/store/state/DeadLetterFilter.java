package dev.vedette.host.store.state;

import dev.vedette.host.access.ClientScope;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which dead letters are meant; null means any.
 *
 * @param position this one only
 * @param from abandoned not before
 * @param to abandoned before
 */
public record DeadLetterFilter(
        @Nullable Long position,
        @Nullable String source,
        @Nullable String reason,
        @Nullable String extension,
        @Nullable Instant from,
        @Nullable Instant to) {
    /** All of them. */
    public static final DeadLetterFilter ALL = new DeadLetterFilter(null, null, null, null, null, null);

    /** One. */
    public static DeadLetterFilter at(long position) {
        return new DeadLetterFilter(position, null, null, null, null, null);
    }

    /** Only names of parameters go into the text, never a value. */
    String conditions(ClientScope scope) {
        StringBuilder sql = new StringBuilder(scope.everyone() ? "" : " AND client IN (<clients>)");
        Map<String, String> tests = Map.of(
                "position", "journal_position = :position",
                "source", "source = :source",
                "reason", "reason = :reason",
                "extension", "extension = :extension",
                "from", "abandoned_at >= :from",
                "to", "abandoned_at < :to");
        bindings().keySet().forEach(name -> sql.append(" AND ").append(tests.get(name)));
        return sql.toString();
    }

    Map<String, Object> bindings() {
        Map<String, Object> values = new LinkedHashMap<>();
        put(values, "position", position);
        put(values, "source", source);
        put(values, "reason", reason);
        put(values, "extension", extension);
        put(values, "from", from == null ? null : (Long) from.toEpochMilli());
        put(values, "to", to == null ? null : (Long) to.toEpochMilli());
        return values;
    }

    private static void put(Map<String, Object> values, String name, @Nullable Object value) {
        if (value != null) {
            values.put(name, value);
        }
    }
}
