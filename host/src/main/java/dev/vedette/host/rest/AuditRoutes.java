package dev.vedette.host.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vedette.host.access.AuditAction;
import dev.vedette.host.access.AuditFilter;
import dev.vedette.host.access.AuditLog;
import dev.vedette.host.access.AuditRecord;
import dev.vedette.host.access.AuditVerdict;
import dev.vedette.host.access.Role;
import java.io.IOException;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** {@code /api/v1/audit}: who did what, and whether the log is as it was written. */
final class AuditRoutes {
    private final AuditLog audit;
    private final Clock clock;

    AuditRoutes(AuditLog audit, Clock clock) {
        this.audit = audit;
        this.clock = clock;
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get(
                                "/api/v1/audit",
                                Role.ADMINISTRATOR,
                                this::list,
                                "who",
                                "action",
                                "client",
                                "text",
                                "last",
                                "from",
                                "to",
                                "cursor",
                                "limit")
                        .audited(AuditAction.AUDIT_READ),
                Endpoint.get("/api/v1/audit/verify", Role.ADMINISTRATOR, this::verify, "head")
                        .audited(AuditAction.AUDIT_READ));
    }

    private Reply list(Call call) throws Problem, IOException {
        call.wholeHost();
        String label = call.query("action");
        AuditAction action = label == null ? null : AuditAction.of(label);
        if (label != null && action == null) {
            throw Problem.badRequest(
                    "There is no action '" + label + "'.",
                    "The actions are: "
                            + Arrays.stream(AuditAction.values())
                                    .map(AuditAction::label)
                                    .collect(Collectors.joining(", "))
                            + ".");
        }
        TimeRange time = TimeRange.of(call, clock);
        int limit = call.number("limit", 100, 1, 1000);
        int before = call.number("cursor", Integer.MAX_VALUE, 1, Integer.MAX_VALUE);
        List<AuditRecord> found = audit.list(new AuditFilter(
                call.query("who"),
                action,
                call.query("client"),
                call.query("text"),
                time.from(),
                time.to(),
                before,
                limit));
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ArrayNode list = body.putArray("entries");
        found.forEach(one -> list.add(json(one)));
        if (found.size() == limit) {
            body.put("next", Long.toString(found.getLast().number()));
        }
        return Reply.json(body);
    }

    private Reply verify(Call call) throws Problem {
        call.wholeHost();
        AuditVerdict verdict = audit.verify(call.query("head"));
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("intact", verdict.problem() == null);
        body.put("entries", verdict.entries());
        body.put("head", verdict.head());
        if (verdict.problem() != null) {
            body.put("problem", verdict.problem());
        }
        return Reply.json(body);
    }

    private static ObjectNode json(AuditRecord one) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("number", one.number());
        node.put("time", one.entry().when().toString());
        node.put("who", one.entry().who());
        node.put("action", one.entry().action().label());
        if (one.entry().client() != null) {
            node.put("client", one.entry().client());
        }
        ObjectNode detail = node.putObject("detail");
        one.entry().detail().forEach(detail::put);
        node.put("hash", one.hash());
        return node;
    }
}
