package dev.vedette.host.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vedette.host.config.Durations;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The time that a search is about: {@code last=15m} or {@code last=all}, or {@code from} and {@code to}; without any of
 * them the last 24 hours. Up to now means a little later, for clocks that are fast.
 */
record TimeRange(Instant from, Instant to) {
    private static final String[] PARAMETERS = {"last", "from", "to"};

    private static final Duration USUAL = Duration.ofHours(24);
    private static final Duration FAST = Duration.ofMinutes(5);
    private static final String ALL = "all";

    static TimeRange of(Call call, Clock clock) throws Problem {
        String last = call.query("last");
        String from = call.query("from");
        String to = call.query("to");
        Instant now = clock.instant();
        if (last != null) {
            if (from != null || to != null) {
                throw Problem.badRequest("'last' and 'from'/'to' exclude each other.", "Give one of the two.");
            }
            Instant begin = last.equals(ALL) ? Instant.EPOCH : now.minus(duration("last", last));
            return new TimeRange(begin, now.plus(FAST));
        }
        Instant end = to == null ? now.plus(FAST) : instant("to", to);
        Instant begin = from == null ? (to == null ? now : end).minus(USUAL) : instant("from", from);
        if (!begin.isBefore(end)) {
            throw Problem.badRequest("'from' is not before 'to'.", "Swap them, or leave one out.");
        }
        return new TimeRange(begin, end);
    }

    /** The same from the keys of a JSON body. */
    static TimeRange of(Call call, JsonNode body, Clock clock) throws Problem {
        Map<String, List<String>> times = new HashMap<>();
        for (String key : PARAMETERS) {
            String value = Call.text(body, key);
            if (value != null) {
                times.put(key, List.of(value));
            }
        }
        return of(new Call(call.principal(), Map.of(), times, new byte[0]), clock);
    }

    Duration length() {
        return Duration.between(from, to);
    }

    void write(ObjectNode node) {
        node.put("from", from.toString());
        node.put("to", to.toString());
    }

    static Duration duration(String name, String text) throws Problem {
        try {
            Duration duration = Durations.parse(text);
            if (duration.isPositive() && duration.toDays() <= 36_500) {
                return duration;
            }
        } catch (IllegalArgumentException e) {
            // said below
        }
        throw Problem.badRequest(
                "The parameter '" + name + "' cannot be '" + text + "'.", "Write a duration such as 15m, 24h or 7d.");
    }

    private static Instant instant(String name, String text) throws Problem {
        Instant instant = parse(text);
        if (instant == null) {
            throw Problem.badRequest(
                    "The parameter '" + name + "' cannot be '" + text + "'.",
                    "Write a time as ISO 8601 with its zone, such as 2026-01-31T13:00:00Z.");
        }
        return instant;
    }

    static @Nullable Instant parse(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }
}
