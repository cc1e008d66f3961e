package dev.vedette.host.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vedette.host.access.AuditAction;
import dev.vedette.host.access.ClientScope;
import dev.vedette.host.access.Role;
import dev.vedette.host.query.QuerySyntaxException;
import dev.vedette.host.store.IntegrityProblem;
import dev.vedette.host.store.LegalHold;
import dev.vedette.host.store.SliceInfo;
import dev.vedette.host.store.SliceVerdict;
import dev.vedette.host.store.StoreCare;
import dev.vedette.host.store.Verification;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/store}: what is kept for how long, legal holds, whether all is as it was stored. */
final class StoreRoutes {
    private static final String HOLDS = "/api/v1/store/holds";
    private static final String VERIFY = "/api/v1/store/verify";

    private final StoreCare care;
    private final Clock clock;

    StoreRoutes(StoreCare care, Clock clock) {
        this.care = care;
        this.clock = clock;
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/api/v1/store/slices", Role.VIEWER, this::slices),
                Endpoint.get(HOLDS, Role.VIEWER, this::holds),
                Endpoint.post(HOLDS, Role.ADMINISTRATOR, Endpoint.Body.JSON, this::hold)
                        .audited(AuditAction.HOLD_SET, "name", "client", "query", "from", "to", "reason"),
                Endpoint.delete(HOLDS + "/{id}", Role.ADMINISTRATOR, this::release)
                        .audited(AuditAction.HOLD_RELEASE),
                Endpoint.get(VERIFY, Role.VIEWER, this::verification),
                Endpoint.post(VERIFY, Role.ANALYST, Endpoint.Body.JSON, this::verify)
                        .audited(AuditAction.VERIFY, "client", "from", "to"));
    }

    private Reply slices(Call call) throws IOException {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ArrayNode list = body.putArray("slices");
        for (SliceInfo slice : care.slices(call.scope())) {
            ObjectNode node = list.addObject()
                    .put("client", slice.client())
                    .put("bucket", slice.bucket())
                    .put("slice", slice.slice())
                    .put("events", slice.events())
                    .put("bytes", slice.bytes());
            OffenseJson.texts(node, "holds", slice.holds());
        }
        return Reply.json(body);
    }

    private Reply holds(Call call) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ArrayNode list = body.putArray("holds");
        care.holds(call.scope()).forEach(hold -> list.add(json(hold)));
        return Reply.json(body);
    }

    private Reply hold(Call call) throws Problem, IOException {
        JsonNode body = call.json("name", "client", "query", "from", "to", "reason");
        String client = Call.text(body, "client");
        if (client == null) {
            call.wholeHost();
        } else {
            call.client(client, client);
        }
        LegalHold hold;
        try {
            hold = new LegalHold(
                    Call.requiredText(body, "name"),
                    client,
                    Call.text(body, "query"),
                    time(body, "from"),
                    time(body, "to"),
                    Call.requiredText(body, "reason"),
                    call.principal().id(),
                    clock.instant(),
                    null,
                    null);
        } catch (IllegalArgumentException e) {
            throw Problem.badRequest("That cannot be a hold: " + e.getMessage() + ".", "Correct it and send it again.");
        }
        try {
            if (!care.hold(hold)) {
                throw Problem.conflict(
                        "There is or was a hold '" + hold.name() + "'.", "Names are used once; choose another.");
            }
        } catch (QuerySyntaxException e) {
            throw Problem.at(e.column(), "Bad query", String.valueOf(e.getMessage()), "See docs/query-language.md.");
        }
        return Reply.json(json(hold));
    }

    private static @Nullable Instant time(JsonNode body, String key) throws Problem {
        String text = Call.text(body, key);
        Instant time = text == null ? null : TimeRange.parse(text);
        if (text != null && time == null) {
            throw Problem.badRequest(
                    "'" + key + "' cannot be '" + text + "'.",
                    "Write a time as ISO 8601 with its zone, such as 2026-01-31T13:00:00Z.");
        }
        return time;
    }

    private Reply release(Call call) throws Problem, IOException {
        String name = call.path("id");
        boolean known =
                care.holds(call.scope()).stream().anyMatch(hold -> hold.name().equals(name));
        if (!known || !care.release(name, call.principal().id())) {
            throw Problem.notFound(
                    "There is no hold '" + name + "' in force.", "GET " + HOLDS + " shows all that there are.");
        }
        return holds(call);
    }

    private static ObjectNode json(LegalHold hold) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("name", hold.name());
        put(node, "client", hold.client());
        put(node, "query", hold.query());
        put(node, "from", hold.from());
        put(node, "to", hold.to());
        node.put("reason", hold.reason());
        node.put("by", hold.by());
        node.put("at", hold.at().toString());
        put(node, "released_by", hold.releasedBy());
        put(node, "released_at", hold.releasedAt());
        return node;
    }

    private static void put(ObjectNode node, String key, @Nullable Object value) {
        if (value != null) {
            node.put(key, value.toString());
        }
    }

    private Reply verify(Call call) throws Problem {
        JsonNode body = call.json("client", "from", "to");
        String client = Call.text(body, "client");
        ClientScope scope = client == null ? call.scope() : ClientScope.of(call.client(client, client));
        Instant from = time(body, "from");
        Instant to = time(body, "to");
        if (!care.startVerification(
                call.scope(), scope, from == null ? Instant.MIN : from, to == null ? Instant.MAX : to)) {
            throw Problem.conflict(
                    "A check is under way already.",
                    "Start another when it has ended; GET " + VERIFY + " shows your own.");
        }
        return verification(call);
    }

    private Reply verification(Call call) {
        Verification last = care.verification(call.scope());
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("state", last.state().name().toLowerCase(Locale.ROOT));
        if (last.state() != Verification.State.NONE && !last.scope().everyone()) {
            ArrayNode clients = body.putArray("clients");
            last.scope().clients().stream().sorted().forEach(clients::add);
        }
        put(body, "from", last.from().equals(Instant.MIN) ? null : last.from());
        put(body, "to", last.to().equals(Instant.MAX) ? null : last.to());
        put(body, "started", last.started());
        put(body, "finished", last.finished());
        body.put("intact", last.intact());
        body.put(
                "records",
                last.slices().stream().mapToLong(SliceVerdict::records).sum());
        ArrayNode list = body.putArray("slices");
        last.slices().forEach(verdict -> write(list.addObject(), verdict));
        return Reply.json(body);
    }

    private static void write(ObjectNode node, SliceVerdict verdict) {
        node.put("client", verdict.client())
                .put("slice", verdict.slice())
                .put("intact", verdict.intact())
                .put("records", verdict.records())
                .put("batches", verdict.batches())
                .put("head", verdict.head())
                .put("unchained", verdict.unchained())
                .put("problems_in_all", verdict.problemsInAll());
        ArrayNode problems = node.putArray("problems");
        for (IntegrityProblem problem : verdict.problems()) {
            ObjectNode one = problems.addObject();
            one.put("kind", problem.kind().name().toLowerCase(Locale.ROOT));
            one.put("id", problem.id());
            put(one, "time", problem.time());
            one.put("detail", problem.detail());
        }
    }
}
