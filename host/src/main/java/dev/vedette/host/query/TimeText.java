package dev.vedette.host.query;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Points in time as an analyst types them: {@code 2026-11-22}, {@code 2026-11-22T10:05}, with seconds, with fractions,
 * with {@code Z} or an offset; without one it is UTC.
 *
 * @param start the point, or the first one of the day or minute that is meant
 * @param end just behind the stretch that is meant; equal to {@code start} for an exact point
 */
public record TimeText(Instant start, Instant end) {
    /** Reads it, or null if the text is no point in time. */
    static @Nullable TimeText parse(String text) {
        try {
            if (text.matches("\\d{4}-\\d\\d-\\d\\d")) {
                Instant start =
                        LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
                return new TimeText(start, start.plus(1, ChronoUnit.DAYS));
            }
            if (!text.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d.*")) {
                return null;
            }
            boolean zoned = text.endsWith("Z") || text.matches(".*[+-]\\d\\d:?\\d\\d");
            Instant start = zoned
                    ? OffsetDateTime.parse(text).toInstant()
                    : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
            String clock = text.substring(11).replaceAll("(Z|[+-]\\d\\d:?\\d\\d)$", "");
            return switch (clock.length()) {
                case 5 -> new TimeText(start, start.plus(1, ChronoUnit.MINUTES));
                case 8 -> new TimeText(start, start.plus(1, ChronoUnit.SECONDS));
                default -> new TimeText(start, start);
            };
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** The first point that a text may mean, or null. */
    public static @Nullable Instant read(String text) {
        if (text.length() < 10) {
            return null;
        }
        TimeText parsed = parse(text);
        if (parsed != null) {
            return parsed.start;
        }
        try {
            return text.endsWith("Z") ? Instant.parse(text) : null; // years of more than four digits
        } catch (DateTimeException e) {
            return null;
        }
    }
}
