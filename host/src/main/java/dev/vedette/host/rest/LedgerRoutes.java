package dev.vedette.host.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vedette.host.access.ClientScope;
import dev.vedette.host.access.Role;
import dev.vedette.host.pipeline.Ledger;
import dev.vedette.host.pipeline.LedgerTotals;
import dev.vedette.host.store.state.LedgerMinute;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** {@code /api/v1/ledger}: where every raw record went. */
final class LedgerRoutes {
    private static final Duration LONGEST_BY_MINUTE = Duration.ofDays(7);

    private final Ledger ledger;
    private final LedgerHistory history;
    private final Clock clock;

    LedgerRoutes(Ledger ledger, LedgerHistory history, Clock clock) {
        this.ledger = ledger;
        this.history = history;
        this.clock = clock;
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/api/v1/ledger", Role.VIEWER, this::ledger, "last", "from", "to"),
                Endpoint.get("/api/v1/ledger/minutes", Role.VIEWER, this::minutes, "last", "from", "to"));
    }

    private Reply ledger(Call call) throws Problem {
        TimeRange time = TimeRange.of(call, clock);
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.set("totals", totals(call.scope()));
        time.write(body);
        ArrayNode sources = body.putArray("sources");
        for (LedgerMinute row : history.sums(call.scope(), time.from(), time.to())) {
            ObjectNode node = sources.addObject().put("client", row.client()).put("source", row.source());
            write(node, row);
        }
        return Reply.json(body);
    }

    private Reply minutes(Call call) throws Problem {
        TimeRange time = TimeRange.of(call, clock);
        if (time.length().compareTo(LONGEST_BY_MINUTE.plusMinutes(10)) > 0) {
            throw Problem.badRequest("That is more than 7 days of minutes.", "Choose a shorter time.");
        }
        Map<Instant, LedgerMinute> byMinute = new TreeMap<>();
        for (LedgerMinute row : history.read(call.scope(), time.from(), time.to())) {
            byMinute.merge(row.minute(), row, LedgerRoutes::sum);
        }
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        time.write(body);
        ArrayNode minutes = body.putArray("minutes");
        byMinute.forEach((minute, row) -> write(minutes.addObject().put("minute", minute.toString()), row));
        return Reply.json(body);
    }

    /**
     * The sums since the data folder began. Of some clients only, what is under way is not known by client: then
     * neither it nor the residue is said, rather than guessed.
     */
    ObjectNode totals(ClientScope scope) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        if (!scope.everyone()) {
            LedgerMinute sum = history.totals(scope).stream()
                    .reduce(
                            new LedgerMinute(
                                    "", "", Instant.EPOCH, 0, 0, new TreeMap<>(), new TreeMap<>(), new TreeMap<>()),
                            LedgerRoutes::sum);
            write(node, sum);
            return node;
        }
        LedgerTotals totals = ledger.totals();
        node.put("received", totals.received());
        node.put("indexed", totals.indexed());
        node.put("filtered", totals.filtered());
        node.put("dead_lettered", totals.deadLettered());
        node.put("dropped", totals.dropped());
        node.put("pending", totals.pending());
        node.put("residue", totals.residue());
        reasons(node, totals.filteredBy(), totals.deadLetteredBy(), totals.droppedBy());
        return node;
    }

    private static void write(ObjectNode node, LedgerMinute row) {
        node.put("received", row.received());
        node.put("indexed", row.indexed());
        node.put("filtered", LedgerMinute.sum(row.filtered()));
        node.put("dead_lettered", LedgerMinute.sum(row.deadLettered()));
        node.put("dropped", LedgerMinute.sum(row.dropped()));
        reasons(node, row.filtered(), row.deadLettered(), row.dropped());
    }

    private static void reasons(
            ObjectNode node, Map<String, Long> filtered, Map<String, Long> deadLettered, Map<String, Long> dropped) {
        ObjectNode reasons = node.putObject("reasons");
        put(reasons, "filtered", filtered);
        put(reasons, "dead_lettered", deadLettered);
        put(reasons, "dropped", dropped);
    }

    private static void put(ObjectNode reasons, String term, Map<String, Long> counts) {
        ObjectNode node = reasons.putObject(term);
        counts.forEach(node::put);
    }

    private static LedgerMinute sum(LedgerMinute one, LedgerMinute other) {
        return new LedgerMinute(
                one.client(),
                one.source(),
                one.minute(),
                one.received() + other.received(),
                one.indexed() + other.indexed(),
                sum(one.filtered(), other.filtered()),
                sum(one.deadLettered(), other.deadLettered()),
                sum(one.dropped(), other.dropped()));
    }

    private static SortedMap<String, Long> sum(Map<String, Long> one, Map<String, Long> other) {
        SortedMap<String, Long> sum = new TreeMap<>(one);
        other.forEach((reason, count) -> sum.merge(reason, count, Long::sum));
        return sum;
    }
}
