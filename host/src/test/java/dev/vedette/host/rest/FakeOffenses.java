package dev.vedette.host.rest;

import dev.vedette.host.access.ClientScope;
import dev.vedette.host.correlate.CloseReason;
import dev.vedette.host.correlate.Offense;
import dev.vedette.host.correlate.OffenseFilter;
import dev.vedette.host.correlate.OffensePage;
import dev.vedette.host.correlate.OffenseStatus;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Offenses in a map. */
final class FakeOffenses implements Offenses {
    final Map<String, Offense> byId = new ConcurrentHashMap<>();

    @Override
    public OffensePage list(ClientScope scope, OffenseFilter filter) {
        List<Offense> all = byId.values().stream()
                .filter(offense -> scope.allows(offense.client()))
                .filter(offense -> filter.status() == null || filter.status() == offense.status())
                .filter(offense -> offense.rating().score() >= filter.minScore())
                .sorted(Comparator.comparingDouble(
                                (Offense offense) -> offense.rating().score())
                        .reversed())
                .toList();
        return new OffensePage(
                all.stream().skip(filter.offset()).limit(filter.limit()).toList(), filter.offset(), all.size());
    }

    @Override
    public @Nullable Offense get(ClientScope scope, String id) {
        Offense offense = byId.get(id);
        return offense != null && scope.allows(offense.client()) ? offense : null;
    }

    @Override
    public @Nullable Offense close(ClientScope scope, String id, CloseReason reason, String by) {
        Offense open = get(scope, id);
        if (open == null) {
            return null;
        }
        Offense closed = new Offense(
                open.id(),
                open.client(),
                open.indexField(),
                open.indexValue(),
                OffenseStatus.CLOSED,
                open.description(),
                open.firstSeen(),
                open.lastSeen(),
                open.openedAt(),
                open.updatedAt(),
                open.eventCount(),
                open.contributions(),
                open.involved(),
                open.successEvent(),
                open.rating(),
                new Offense.Closing(reason, by, Instant.parse("2026-01-31T14:00:00Z")),
                open.notes());
        byId.put(id, closed);
        return closed;
    }
}
