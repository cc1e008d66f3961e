package dev.vedette.host.store;

import java.util.Comparator;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The id of an event taken apart: ids that the pipeline makes are a journal position in hex and the number of the event
 * within its record; they sort as the journal does. Any other text is an id too, and has no position.
 *
 * @param position in the journal; {@link #NOWHERE} for another text
 * @param number of the event within its record
 * @param other the id where it is not made that way
 */
record EventId(long position, int number, @Nullable String other) implements Comparable<EventId> {
    static final long NOWHERE = -1;

    private static final int DIGITS = 16;
    private static final Comparator<EventId> ORDER = Comparator.comparingLong(EventId::position)
            .thenComparingInt(EventId::number)
            .thenComparing(id -> Objects.requireNonNullElse(id.other(), ""));

    static EventId of(String text) {
        long position = 0;
        int length = text.length();
        boolean plain = length >= DIGITS && length < DIGITS + 11;
        for (int i = 0; plain && i < DIGITS; i++) {
            char c = text.charAt(i);
            plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
            position = position << 4 | Character.digit(c, 16);
        }
        int number = plain ? number(text) : -1;
        return plain && position >= 0 && number >= 0
                ? new EventId(position, number, null)
                : new EventId(NOWHERE, 0, text);
    }

    /** What stands behind the dash; 0 where there is none; -1 where it could not be written again as it stands. */
    private static int number(String text) {
        if (text.length() == DIGITS) {
            return 0;
        }
        int number = 0;
        for (int i = DIGITS + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9' || number > Integer.MAX_VALUE / 10 - 1) {
                return -1;
            }
            number = number * 10 + c - '0';
        }
        boolean written = text.charAt(DIGITS) == '-' && text.length() > DIGITS + 1 && text.charAt(DIGITS + 1) != '0';
        return written ? number : -1;
    }

    boolean hasPosition() {
        return position != NOWHERE;
    }

    @Override
    public int compareTo(EventId that) {
        return ORDER.compare(this, that);
    }

    @Override
    public String toString() {
        if (other != null) {
            return other;
        }
        String base = HexFormat.of().toHexDigits(position);
        return number == 0 ? base : base + "-" + number;
    }
}
