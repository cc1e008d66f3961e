package dev.vedette.host.cli.demo;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A line with places for the moment and the round: {@code {rfc3164}}, {@code {i}}, {@code {4000+i}}, {@code {10+i%8}}. */
final class LineTemplate {
    private static final Map<String, DateTimeFormatter> TIMES = Map.of(
            "rfc3339", format("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'"),
            "clf", format("dd/MMM/yyyy:HH:mm:ss '+0000'"),
            "error", format("EEE MMM dd HH:mm:ss.SSSSSS yyyy"),
            "asa", format("MMM dd yyyy HH:mm:ss"),
            "win", format("yyyy-MM-dd HH:mm:ss.SSS"));
    private static final Pattern PLACE =
            Pattern.compile("\\{(?:(rfc3164|rfc3339|clf|error|asa|win|epoch)|(?:(\\d+)\\+)?i(?:%(\\d+))?)}");

    private final String text;

    LineTemplate(String text) {
        this.text = text;
    }

    private static DateTimeFormatter format(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(ZoneOffset.UTC);
    }

    /** @param round from 1 */
    String at(Instant moment, int round) {
        return PLACE.matcher(text).replaceAll(place -> quote(fill(place, moment, round)));
    }

    private static String quote(String replacement) {
        return replacement.replace("\\", "\\\\").replace("$", "\\$");
    }

    private static String fill(MatchResult place, Instant moment, int round) {
        String time = place.group(1);
        if (time == null) {
            long base = place.group(2) == null ? 0 : Long.parseLong(place.group(2));
            long number = place.group(3) == null ? round : round % Long.parseLong(place.group(3));
            return Long.toString(base + number);
        }
        return switch (time) {
            case "epoch" -> Long.toString(moment.getEpochSecond());
            case "rfc3164" -> {
                var at = moment.atZone(ZoneOffset.UTC);
                yield String.format(Locale.ENGLISH, "%tb %2d %tT", at, at.getDayOfMonth(), at);
            }
            default -> Objects.requireNonNull(TIMES.get(time), time).format(moment);
        };
    }
}
