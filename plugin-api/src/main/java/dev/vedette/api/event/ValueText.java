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
            return trimmed.isEmpty() ? null : (Double) Double.parseDouble(trimmed);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    static @Nullable Boolean readBoolean(String text) {
        switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "true":
                return Boolean.TRUE;
            case "false":
                return Boolean.FALSE;
            default:
                return null;
        }
    }

    static @Nullable Instant readInstant(String text) {
        try {
            return text.endsWith("Z")
                    ? Instant.parse(text)
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
