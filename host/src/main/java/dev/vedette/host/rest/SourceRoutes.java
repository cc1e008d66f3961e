package dev.vedette.host.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vedette.host.access.AuditAction;
import dev.vedette.host.access.Role;
import dev.vedette.host.config.Durations;
import dev.vedette.host.source.Source;
import dev.vedette.host.source.Sources;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/sources}: who sends what, and who has gone silent. */
final class SourceRoutes {
    private static final Duration AS_LEARNED = Duration.ofSeconds(-1);

    private final Sources sources;

    SourceRoutes(Sources sources) {
        this.sources = sources;
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/api/v1/sources", Role.VIEWER, this::list, "state", "text", "limit", "offset"),
                Endpoint.get("/api/v1/sources/{id}", Role.VIEWER, this::one),
                Endpoint.post("/api/v1/sources/{id}", Role.ANALYST, Endpoint.Body.JSON, this::wish)
                        .audited(AuditAction.SOURCE_CHANGE, "name", "silent_after"),
                Endpoint.delete("/api/v1/sources/{id}", Role.ADMINISTRATOR, this::forget)
                        .audited(AuditAction.SOURCE_CHANGE));
    }

    private Reply list(Call call) throws Problem {
        Predicate<Source> state = state(call.query("state"));
        String text = call.query("text");
        String part = text == null ? "" : text.toLowerCase(Locale.ROOT);
        List<Source> found = sources.list(call.scope()).stream()
                .filter(state)
                .filter(source -> contains(source.name(), part)
                        || contains(source.id().source(), part)
                        || source.types().stream().anyMatch(type -> contains(type.parser(), part)))
                .toList();
        int offset = call.number("offset", 0, 0, Integer.MAX_VALUE);
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("total", found.size());
        body.put("offset", offset);
        ArrayNode list = body.putArray("sources");
        found.stream()
                .skip(offset)
                .limit(call.number("limit", 100, 1, 10_000))
                .forEach(source -> list.add(json(source)));
        return Reply.json(body);
    }

    private static boolean contains(String text, String part) {
        return text.toLowerCase(Locale.ROOT).contains(part);
    }

    private static Predicate<Source> state(@Nullable String state) throws Problem {
        return switch (state) {
            case null -> source -> true;
            case "silent" -> Source::silent;
            case "heard" -> source -> !source.silent();
            case "unrecognised" -> source -> source.types().isEmpty();
            default ->
                throw Problem.badRequest(
                        "The parameter 'state' cannot be '" + state + "'.",
                        "Write 'silent', 'heard' or 'unrecognised', or leave it out for all.");
        };
    }

    private Reply one(Call call) throws Problem {
        return Reply.json(json(found(call, sources.get(call.scope(), call.path("id")))));
    }

    private Reply wish(Call call) throws Problem {
        JsonNode body = call.json("name", "silent_after");
        String name = Call.text(body, "name");
        if (name != null && name.length() > 200) {
            throw Problem.badRequest("The name is longer than 200 characters.", "Choose a shorter one.");
        }
        return Reply.json(json(found(
                call,
                sources.wish(call.scope(), call.path("id"), name, silentAfter(Call.text(body, "silent_after"))))));
    }

    private static @Nullable Duration silentAfter(@Nullable String text) throws Problem {
        return switch (text) {
            case null -> null;
            case "never" -> Duration.ZERO;
            case "learned" -> AS_LEARNED;
            default -> {
                try {
                    Duration time = Durations.parse(text);
                    if (time.isPositive()) {
                        yield time;
                    }
                } catch (IllegalArgumentException e) {
                    // said below
                }
                throw Problem.badRequest(
                        "'silent_after' cannot be '" + text + "'.",
                        "Write a duration such as 15m, or 'never', or 'learned'.");
            }
        };
    }

    private Reply forget(Call call) throws Problem {
        if (!sources.forget(call.scope(), call.path("id"))) {
            throw unknown(call);
        }
        return Reply.json(JsonNodeFactory.instance.objectNode().put("forgotten", call.path("id")));
    }

    private static Source found(Call call, @Nullable Source source) throws Problem {
        if (source == null) {
            throw unknown(call);
        }
        return source;
    }

    private static Problem unknown(Call call) {
        return Problem.notFound(
                "There is no source '" + call.path("id") + "' among those that you may see.",
                "GET /api/v1/sources lists them.");
    }

    private static ObjectNode json(Source source) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("id", source.id().handle());
        node.put("client", source.id().client());
        node.put("source", source.id().source());
        node.put("name", source.name());
        node.put("receiver", source.receiver());
        if (source.sender() != null) {
            node.put("sender", source.sender());
        }
        node.put("state", source.silent() ? "silent" : "heard");
        ArrayNode types = node.putArray("types");
        source.types()
                .forEach(type -> types.addObject()
                        .put("parser", type.parser())
                        .put("last_seen", type.lastSeen().toString()));
        node.put("first_seen", source.firstSeen().toString());
        node.put("last_seen", source.lastSeen().toString());
        node.put("quiet_seconds", source.quiet().toSeconds());
        if (source.silentAfter() != null) {
            node.put("silent_after_seconds", source.silentAfter().toSeconds());
        }
        node.put("per_second", Math.round(source.perSecond() * 1000) / 1000.0);
        node.putObject("since_start")
                .put("understood", source.counts().understood())
                .put("filtered", source.counts().filtered())
                .put("unparsed", source.counts().unparsed())
                .put("broken", source.counts().broken());
        return node;
    }
}
