package dev.vedette.host.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vedette.host.access.AuditAction;
import dev.vedette.host.access.Role;
import dev.vedette.host.correlate.CloseReason;
import dev.vedette.host.correlate.Offense;
import dev.vedette.host.correlate.OffenseFilter;
import dev.vedette.host.correlate.OffensePage;
import dev.vedette.host.correlate.OffenseStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/offenses}: the ranked list, one with its rating, closing. */
final class OffenseRoutes {
    private final Offenses offenses;

    OffenseRoutes(Offenses offenses) {
        this.offenses = offenses;
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get(
                        "/api/v1/offenses", Role.VIEWER, this::list, "status", "text", "min_score", "limit", "offset"),
                Endpoint.get("/api/v1/offenses/{id}", Role.VIEWER, this::one),
                Endpoint.post("/api/v1/offenses/{id}/close", Role.ANALYST, Endpoint.Body.JSON, this::close)
                        .audited(AuditAction.OFFENSE_CLOSE, "reason"));
    }

    private Reply list(Call call) throws Problem {
        OffenseFilter filter = new OffenseFilter(
                status(call.query("status")),
                call.number("min_score", 0, 0, 100),
                null,
                null,
                call.query("text"),
                call.number("limit", 100, 1, 1000),
                call.number("offset", 0, 0, Integer.MAX_VALUE));
        OffensePage page = offenses.list(call.scope(), filter);
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("total", page.total());
        body.put("offset", page.offset());
        ArrayNode list = body.putArray("offenses");
        page.offenses().forEach(offense -> list.add(OffenseJson.brief(offense)));
        return Reply.json(body);
    }

    private static @Nullable OffenseStatus status(@Nullable String text) throws Problem {
        return switch (text) {
            case null -> null;
            case "open" -> OffenseStatus.OPEN;
            case "closed" -> OffenseStatus.CLOSED;
            default ->
                throw Problem.badRequest(
                        "The parameter 'status' cannot be '" + text + "'.",
                        "Write 'open' or 'closed', or leave it out for all.");
        };
    }

    private Reply one(Call call) throws Problem {
        return Reply.json(OffenseJson.whole(found(call)));
    }

    private Reply close(Call call) throws Problem {
        JsonNode body = call.json("reason");
        CloseReason reason = CloseReason.ofWord(Call.requiredText(body, "reason"));
        if (reason == null) {
            throw Problem.badRequest(
                    "'" + Call.requiredText(body, "reason") + "' is no reason.",
                    "The reasons are: " + String.join(", ", CloseReason.words()) + ".");
        }
        if (found(call).status() == OffenseStatus.CLOSED) {
            throw Problem.conflict("The offense is closed already.", "GET it to see who closed it and why.");
        }
        Offense closed = offenses.close(
                call.scope(), call.path("id"), reason, call.principal().id());
        return Reply.json(OffenseJson.whole(closed == null ? found(call) : closed));
    }

    private Offense found(Call call) throws Problem {
        Offense offense = offenses.get(call.scope(), call.path("id"));
        if (offense == null) {
            throw Problem.notFound(
                    "There is no offense '" + call.path("id") + "' among those that you may see.",
                    "GET /api/v1/offenses lists them.");
        }
        return offense;
    }
}
