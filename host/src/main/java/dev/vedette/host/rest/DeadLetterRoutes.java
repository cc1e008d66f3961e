package dev.vedette.host.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vedette.api.event.RawRecord;
import dev.vedette.host.access.AuditAction;
import dev.vedette.host.access.Role;
import dev.vedette.host.pipeline.DeadLetterReplay;
import dev.vedette.host.store.state.DeadLetter;
import dev.vedette.host.store.state.DeadLetterFilter;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/dead-letters}: records that were abandoned, why, and their replay. */
final class DeadLetterRoutes {
    private static final int MOST_TEXT = 32 * 1024;
    private static final int MOST_AT_ONCE = 100_000;

    private final DeadLetters deadLetters;

    DeadLetterRoutes(DeadLetters deadLetters) {
        this.deadLetters = deadLetters;
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get(
                                "/api/v1/dead-letters",
                                Role.VIEWER,
                                this::list,
                                "limit",
                                "below",
                                "source",
                                "reason",
                                "extension")
                        .audited(AuditAction.SEARCH),
                Endpoint.get("/api/v1/dead-letters/{position}", Role.VIEWER, this::show)
                        .audited(AuditAction.SEARCH),
                Endpoint.post("/api/v1/dead-letters/replay", Role.ADMINISTRATOR, Endpoint.Body.JSON, this::replay)
                        .audited(AuditAction.DEAD_LETTERS_REPLAY, "position", "source", "reason", "extension", "all"));
    }

    private Reply list(Call call) throws Problem {
        DeadLetterFilter filter = new DeadLetterFilter(
                null, call.query("source"), call.query("reason"), call.query("extension"), null, null);
        String below = call.query("below");
        int limit = call.number("limit", 100, 1, 1000);
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("total", deadLetters.count(call.scope(), filter));
        ArrayNode list = body.putArray("dead_letters");
        deadLetters
                .list(call.scope(), filter, below == null ? Long.MAX_VALUE : position(below), limit)
                .forEach(letter -> list.add(write(letter)));
        return Reply.json(body);
    }

    private Reply show(Call call) throws Problem {
        long position = position(call.path("position"));
        List<DeadLetter> found = deadLetters.list(call.scope(), DeadLetterFilter.at(position), Long.MAX_VALUE, 1);
        if (found.isEmpty()) {
            throw Problem.notFound(
                    "There is no dead letter at " + position + " among those that you may see.",
                    "GET /api/v1/dead-letters lists them; one that was replayed with success is gone.");
        }
        DeadLetter letter = found.getFirst();
        ObjectNode node = write(letter);
        node.put(
                "raw_base64", Base64.getEncoder().encodeToString(letter.record().bytes()));
        return Reply.json(node);
    }

    private Reply replay(Call call) throws Problem, IOException {
        JsonNode body = call.json("position", "source", "reason", "extension", "all");
        DeadLetterFilter filter = new DeadLetterFilter(
                position(body.path("position")),
                Call.text(body, "source"),
                Call.text(body, "reason"),
                Call.text(body, "extension"),
                null,
                null);
        if (filter.equals(DeadLetterFilter.ALL) != body.path("all").asBoolean()) {
            throw Problem.badRequest(
                    "Which dead letters?",
                    "Name a position, a source, a reason or an extension, or say \"all\": true and nothing else.");
        }
        DeadLetterReplay.Result result = deadLetters.replay(call.scope(), filter, MOST_AT_ONCE);
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("found", result.found());
        answer.put("replayed", result.replayed());
        answer.put("failed", result.failed());
        return Reply.json(answer);
    }

    private static @Nullable Long position(JsonNode position) throws Problem {
        if (position.isMissingNode() || position.isNull()) {
            return null;
        }
        if (!position.isIntegralNumber() || !position.canConvertToLong()) {
            throw Problem.badRequest(
                    "'position' is not a whole number.", "Write the number that the list shows, without quotes.");
        }
        return position.longValue();
    }

    private static long position(String text) throws Problem {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw Problem.badRequest("'" + text + "' is not a position.", "It is the number that the list shows.");
        }
    }

    private static ObjectNode write(DeadLetter letter) {
        RawRecord record = letter.record();
        String text = record.text();
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("position", letter.position())
                .put("received", record.receivedAt().toString())
                .put("abandoned", letter.abandonedAt().toString())
                .put("client", record.origin().client())
                .put("source", record.origin().source())
                .put("receiver", record.origin().receiver())
                .put("reason", letter.reason());
        if (letter.extension() != null) {
            node.put("extension", letter.extension());
        }
        if (letter.explanation() != null) {
            node.put("explanation", letter.explanation());
        }
        return node.put("text", text.substring(0, Math.min(MOST_TEXT, text.length())));
    }
}
