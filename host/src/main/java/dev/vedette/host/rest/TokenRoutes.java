package dev.vedette.host.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vedette.host.access.AccessRefusedException;
import dev.vedette.host.access.AuditAction;
import dev.vedette.host.access.Principal;
import dev.vedette.host.access.Role;
import dev.vedette.host.access.StoredToken;
import dev.vedette.host.access.Tokens;
import dev.vedette.host.config.Durations;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/tokens}: for programs and senders. A token is shown once, when it is made. */
final class TokenRoutes {
    private static final String ALL = "/api/v1/tokens";

    private final Tokens tokens;
    private final Clock clock;

    TokenRoutes(Tokens tokens, Clock clock) {
        this.tokens = tokens;
        this.clock = clock;
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get(ALL, Role.ADMINISTRATOR, this::list),
                Endpoint.post(ALL, Role.ADMINISTRATOR, Endpoint.Body.JSON, this::create)
                        .audited(AuditAction.TOKEN_CREATE, "id", "role", "clients", "source", "parser", "expires"),
                Endpoint.delete(ALL + "/{id}", Role.ADMINISTRATOR, this::revoke).audited(AuditAction.TOKEN_REVOKE));
    }

    private Reply list(Call call) throws Problem {
        call.wholeHost();
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ArrayNode list = body.putArray("tokens");
        tokens.list().forEach(token -> list.add(json(token)));
        return Reply.json(body);
    }

    private Reply create(Call call) throws Problem {
        call.wholeHost();
        JsonNode body = call.json("id", "role", "clients", "source", "parser", "expires");
        Principal principal = new Principal(
                Call.requiredText(body, "id"),
                AccessJson.role(body),
                AccessJson.scope(body),
                Call.text(body, "source"),
                Call.text(body, "parser"));
        try {
            Tokens.Fresh fresh = tokens.create(
                    principal,
                    expires(Call.text(body, "expires")),
                    call.principal().id());
            return Reply.json(json(fresh.stored()).put("token", fresh.token()));
        } catch (AccessRefusedException e) {
            throw AccessJson.refused(e);
        }
    }

    private @Nullable Instant expires(@Nullable String text) throws Problem {
        if (text == null) {
            return null;
        }
        try {
            return text.indexOf('T') > 0 ? Instant.parse(text) : clock.instant().plus(Durations.parse(text));
        } catch (DateTimeParseException | IllegalArgumentException e) {
            throw Problem.badRequest(
                    "'expires' cannot be '" + text + "'.", "Write a duration such as 90d, or 2027-01-31T00:00:00Z.");
        }
    }

    private Reply revoke(Call call) throws Problem {
        call.wholeHost();
        try {
            return Reply.json(json(tokens.revoke(call.path("id"))));
        } catch (AccessRefusedException e) {
            throw AccessJson.refused(e);
        }
    }

    private ObjectNode json(StoredToken token) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        Principal principal = token.principal();
        node.put("id", token.id());
        node.put("role", principal.role().label());
        AccessJson.clients(node, principal.scope());
        put(node, "source", principal.source());
        put(node, "parser", principal.parser());
        node.put("created", token.created().toString());
        node.put("created_by", token.createdBy());
        put(node, "expires", token.expires());
        put(node, "last_used", token.lastUsed());
        put(node, "revoked", token.revoked());
        node.put("good", token.goodAt(clock.instant()));
        return node;
    }

    private static void put(ObjectNode node, String key, @Nullable Object value) {
        if (value != null) {
            node.put(key, value.toString());
        }
    }
}
