package dev.vedette.api.event;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Text to value for the types of {@link FieldType}; null where the text is none. */
final class ValueText {
    private ValueText() {}

    static @Nullable Long readLong(String text) {
        String trimmed = text.strip();
        int length = trimmed.length();
        if (length == 0 || length > 20) {
            return null;
        }
        boolean hex = length > 2 && trimmed.charAt(0) == '0' && (trimmed.charAt(1) | 0x20) == 'x';
        try {
            return hex ? (Long) Long.parseUnsignedLong(trimmed, 2, length, 16) : (Long) Long.parseLong(trimmed);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    static @Nullable Double readDouble(String text) {
        String trimmed = text.strip();
        // Double.parseDouble also takes "NaN", "1d" and "0x1p3", which no log means as a number.
        for (int i = 0; i < trimmed.length(); i++) {
            char c = trimmed.charAt(i);
            if ((c < '0' || c > '9') && c != '.' && c != '-' && c != '+' && c != 'e' && c != 'E') {
                return null;
            }
        }
        try {
            double number = trimmed.isEmpty() ? Double.NaN : Double.parseDouble(trimmed);
            return Double.isFinite(number) ? (Double) number : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    static @Nullable Boolean readBoolean(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "true" -> Boolean.TRUE;
            case "false" -> Boolean.FALSE;
            default -> null;
        };
    }

    static @Nullable Instant readInstant(String text) {
        String trimmed = text.strip();
        if (trimmed.startsWith("+") || trimmed.startsWith("-")) {
            return null; // a year of more than four digits or before 0, which overflows in arithmetic with milliseconds
        }
        try {
            return trimmed.endsWith("Z")
                    ? Instant.parse(trimmed)
                    : OffsetDateTime.parse(trimmed).toInstant();
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
