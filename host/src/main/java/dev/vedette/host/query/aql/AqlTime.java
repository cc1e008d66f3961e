package dev.vedette.host.query.aql;

import dev.vedette.host.query.TimeText;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Times as AQL has them: {@code 2026-11-22 10:05}, with slashes or seconds, milliseconds since 1970, what the search bar
 * understands, and {@code 1 week ago}.
 */
final class AqlTime {
    private static final DateTimeFormatter SPACED = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm[:ss]", Locale.ROOT);
    private static final Pattern AGO = Pattern.compile("(\\d{1,6}) *(second|minute|hour|day|week)s? +ago");

    private final ZoneId zone;
    private final Instant now;

    AqlTime(ZoneId zone, Instant now) {
        this.zone = zone;
        this.now = now;
    }

    ZoneId zone() {
        return zone;
    }

    Instant now() {
        return now;
    }

    /** The time that a text means, or null. */
    @Nullable
    Instant read(String text) {
        String plain = text.strip().toLowerCase(Locale.ROOT);
        Matcher ago = AGO.matcher(plain);
        if (ago.matches()) {
            return now.minus(unit(ago.group(2)).multipliedBy(Long.parseLong(ago.group(1))));
        }
        if (plain.equals("now")) {
            return now;
        }
        if (plain.matches("\\d{11,14}")) {
            return Instant.ofEpochMilli(Long.parseLong(plain));
        }
        String dashed = plain.replace('/', '-');
        try {
            if (dashed.matches("\\d{4}-\\d\\d-\\d\\d")) {
                return LocalDate.parse(dashed).atStartOfDay(zone).toInstant();
            }
            if (dashed.matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d(:\\d\\d)?")) {
                return LocalDateTime.parse(dashed, SPACED).atZone(zone).toInstant();
            }
        } catch (DateTimeException e) {
            return null; // the 31st of June
        }
        return TimeText.read(text.strip());
    }

    static Duration unit(String name) {
        return switch (name) {
            case "second" -> Duration.ofSeconds(1);
            case "minute" -> Duration.ofMinutes(1);
            case "hour" -> Duration.ofHours(1);
            case "day" -> Duration.ofDays(1);
            default -> Duration.ofDays(7);
        };
    }
}
