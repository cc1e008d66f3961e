package dev.vedette.host.parse.time;

/**
 * Reads a time stamp at a place in a text into a {@link CivilTime}: ISO 8601 and RFC 3339, and the forms that syslog
 * senders write ({@code Oct 20 15:42:53}, with a year before, between or behind, with fractions). Reusable, not
 * thread-safe.
 */
public final class StampReader {
    private final CivilTime time = new CivilTime();
    private CharSequence text = "";
    private int at;

    /** What the last successful call read. */
    public CivilTime time() {
        return time;
    }

    /**
     * Reads {@code yyyy-MM-dd}, {@code T} or a space, {@code HH:mm[:ss[.fraction]]} and an offset or none.
     *
     * @return where it ends, or -1
     */
    public int iso(CharSequence source, int from) {
        begin(source, from);
        int year = number(4, 4);
        char separator = peek();
        if (year < 0 || (separator != '-' && separator != '/')) {
            return -1;
        }
        at++;
        int month = number(1, 2);
        if (month < 0 || peek() != separator) {
            return -1;
        }
        at++;
        int day = number(1, 2);
        char between = peek();
        if (day < 0 || (between != 'T' && between != ' ' && between != 't' && between != '-')) {
            return -1;
        }
        at++;
        time.year = year;
        time.month = month;
        time.day = day;
        if (!clock()) {
            return -1;
        }
        offset();
        return at;
    }

    /**
     * Reads the time stamp of RFC 3164 or one of its variants.
     *
     * @return where it ends, or -1
     */
    public int bsd(CharSequence source, int from) {
        begin(source, from);
        if (CivilTime.month(text, at) == 0 && isLetter(peek()) && at + 4 < text.length()) { // a weekday before it
            int skip = text.charAt(at + 3) == ',' ? 4 : 3;
            if (at + skip < text.length() && text.charAt(at + skip) == ' ') {
                at += skip + 1;
            }
        }
        int leading = digit(peek()) ? number(1, 4) : -1; // "2026 Oct 20" or "20 Oct 2026"
        if (leading >= 0 && !space()) {
            return -1;
        }
        time.month = CivilTime.month(text, at);
        if (time.month == 0) {
            return -1;
        }
        at += 3;
        if (!space()) {
            return -1;
        }
        int second = number(1, 4);
        if (second < 0 || !space()) {
            return -1;
        }
        if (leading > 31) {
            time.year = leading;
            time.day = second;
        } else if (leading >= 0) {
            time.day = leading;
            time.year = second;
        } else {
            time.day = second;
            int mark = at;
            int year = number(4, 4);
            if (year > 1_900 && space()) {
                time.year = year;
            } else {
                at = mark;
            }
        }
        if (!clock()) {
            return -1;
        }
        if (time.year == CivilTime.NO_YEAR && peek() == ' ') {
            int mark = at++;
            int year = number(4, 4);
            if (year > 1_900 && year < 2_200 && (peek() == ' ' || peek() == ':' || at == text.length())) {
                time.year = year;
            } else {
                at = mark;
            }
        }
        return at;
    }

    /** Reads seconds since 1970 with an optional fraction; returns where they end, or -1. */
    public int epoch(CharSequence source, int from) {
        begin(source, from);
        long seconds = 0;
        int start = at;
        while (digit(peek()) && at - start < 11) {
            seconds = seconds * 10 + text.charAt(at++) - '0';
        }
        if (at - start < 9 || at - start > 10) {
            return -1;
        }
        fraction();
        time.year = 1970;
        time.offsetSeconds = 0;
        epochSeconds = seconds;
        return at;
    }

    private long epochSeconds;

    /** What {@link #epoch} read. */
    public long epochSeconds() {
        return epochSeconds;
    }

    private void begin(CharSequence source, int from) {
        text = source;
        at = from;
        time.clear();
    }

    private boolean clock() {
        int hour = number(1, 2);
        if (hour < 0 || peek() != ':') {
            return false;
        }
        at++;
        int minute = number(2, 2);
        if (minute < 0) {
            return false;
        }
        time.hour = hour;
        time.minute = minute;
        if (peek() == ':') {
            int mark = at++;
            int second = number(2, 2);
            if (second < 0) {
                at = mark; // "15:42: message"
                return true;
            }
            time.second = second;
            fraction();
        }
        return true;
    }

    private void fraction() {
        if ((peek() == '.' || peek() == ',') && at + 1 < text.length() && digit(text.charAt(at + 1))) {
            at++;
            int nano = 0;
            int digits = 0;
            while (digit(peek())) {
                if (digits++ < 9) {
                    nano = nano * 10 + text.charAt(at) - '0';
                }
                at++;
            }
            for (int i = digits; i < 9; i++) {
                nano *= 10;
            }
            time.nano = nano;
        }
    }

    private void offset() {
        char c = peek();
        if (c == 'Z' || c == 'z') {
            at++;
            time.offsetSeconds = 0;
        } else if (c == '+' || c == '-') {
            int mark = at++;
            int hours = number(2, 2);
            if (hours < 0) {
                at = mark;
                return;
            }
            if (peek() == ':') {
                at++;
            }
            int minutes = Math.max(0, number(2, 2));
            time.offsetSeconds = (c == '-' ? -1 : 1) * (hours * 3_600 + minutes * 60);
        }
    }

    /** A number of so many digits, or -1 with nothing consumed. */
    private int number(int least, int most) {
        int value = 0;
        int digits = 0;
        while (digits < most && at + digits < text.length() && digit(text.charAt(at + digits))) {
            value = value * 10 + text.charAt(at + digits) - '0';
            digits++;
        }
        if (digits < least) {
            return -1;
        }
        at += digits;
        return value;
    }

    private boolean space() {
        int start = at;
        while (peek() == ' ') {
            at++;
        }
        return at > start;
    }

    private char peek() {
        return at < text.length() ? text.charAt(at) : '\0';
    }

    private static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isLetter(char c) {
        return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
    }
}
