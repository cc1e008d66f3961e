package dev.vedette.host.rest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vedette.host.access.Principal;
import dev.vedette.host.access.Role;
import dev.vedette.host.store.EventStore;
import dev.vedette.host.store.StoreStatistics;
import dev.vedette.host.store.StoreStatistics.Totals;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** {@code /api/v1/status}: the host at a glance, and who the caller is. */
final class StatusRoutes {
    private final String version;
    private final Clock clock;
    private final EventStore store;
    private final LedgerRoutes ledger;

    StatusRoutes(String version, Clock clock, EventStore store, LedgerRoutes ledger) {
        this.version = version;
        this.clock = clock;
        this.store = store;
        this.ledger = ledger;
    }

    List<Endpoint> endpoints() {
        return List.of(Endpoint.get("/api/v1/status", Role.VIEWER, this::status));
    }

    private Reply status(Call call) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("version", version);
        body.put("now", clock.instant().toString());
        Principal principal = call.principal();
        ObjectNode who = body.putObject("principal")
                .put("id", principal.id())
                .put("role", principal.role().label())
                .put("all_clients", principal.scope().everyone());
        OffenseJson.texts(
                who, "clients", principal.scope().clients().stream().sorted().toList());
        body.set("ledger", ledger.totals(call.scope()));
        StoreStatistics statistics = store.statistics();
        Totals totals = statistics.all();
        if (!call.scope().everyone()) {
            totals = statistics.perClient().entrySet().stream()
                    .filter(client -> call.scope().allows(client.getKey()))
                    .map(Map.Entry::getValue)
                    .reduce(new Totals(0, 0, 0), StatusRoutes::sum);
        }
        body.putObject("store")
                .put("events", totals.events())
                .put("bytes", totals.bytes())
                .put("slices", totals.slices());
        OffenseJson.texts(body, "damaged", call.scope().everyone() ? statistics.damaged() : List.of());
        return Reply.json(body);
    }

    private static Totals sum(Totals one, Totals other) {
        return new Totals(one.events() + other.events(), one.bytes() + other.bytes(), one.slices() + other.slices());
    }
}
