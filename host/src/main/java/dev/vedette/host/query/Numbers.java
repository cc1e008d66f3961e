package dev.vedette.host.query;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Numbers in fields that may hold any type: whole and fractional ones compare exactly. */
public final class Numbers {
    private Numbers() {}

    /** A number that a query holds. */
    record Exact(BigDecimal number) {
        /** Negative if {@code value} is smaller than this number, zero if equal, positive if greater. */
        int compareWith(long value) {
            return BigDecimal.valueOf(value).compareTo(number);
        }

        int compareWith(double value) {
            return new BigDecimal(value).compareTo(number);
        }

        int compareWith(Exact value) {
            return value.number.compareTo(number);
        }
    }

    /** Reads a decimal number, or null if the text is none. */
    static @Nullable Exact parse(String text) {
        if (text.isEmpty() || text.length() > 40 || !plain(text)) {
            return null;
        }
        try {
            return new Exact(new BigDecimal(text));
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** Reads a decimal number, or null if the text is none. */
    public static @Nullable BigDecimal decimal(String text) {
        Exact exact = parse(text);
        return exact == null ? null : exact.number;
    }

    /** Keeps out exponents: {@code 1e999999999} is a small text and a huge number. */
    private static boolean plain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && c != '.' && (c != '-' || i > 0)) {
                return false;
            }
        }
        return true;
    }
}
