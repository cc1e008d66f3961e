package dev.vedette.host.parse.time;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A format of time stamps: a name ({@code ISO8601}, {@code SYSLOG}, {@code UNIX}, {@code UNIX_MS}, {@code UNIX_US},
 * {@code UNIX_NS}) or a pattern of the letters {@code y M d H h m s S a Z z E}. Immutable, thread-safe.
 */
public final class StampFormat {
    private static final Set<String> NAMED = Set.of("ISO8601", "SYSLOG", "UNIX", "UNIX_MS", "UNIX_US", "UNIX_NS");

    private final String pattern;
    private final List<Item> items; // empty for a named format

    private StampFormat(String pattern, List<Item> items) {
        this.pattern = pattern;
        this.items = List.copyOf(items);
    }

    private record Item(char letter, int count, String literal) {}

    /**
     * Compiles a format.
     *
     * @throws IllegalArgumentException if it is none, with what is wrong
     */
    public static StampFormat of(String pattern) {
        if (NAMED.contains(pattern)) {
            return new StampFormat(pattern, List.of());
        }
        List<Item> items = items(pattern);
        if (items.isEmpty()) {
            throw new IllegalArgumentException("a time format is empty");
        }
        return new StampFormat(pattern, items);
    }

    private static List<Item> items(String pattern) {
        List<Item> items = new ArrayList<>();
        int at = 0;
        while (at < pattern.length()) {
            char c = pattern.charAt(at);
            int from = at;
            if (c == '\'') {
                int close = pattern.indexOf('\'', at + 1);
                if (close < 0) {
                    throw new IllegalArgumentException("a quote in the time format '" + pattern + "' is not closed");
                }
                items.add(new Item('\'', 0, close == at + 1 ? "'" : pattern.substring(at + 1, close)));
                at = close + 1;
            } else if (Character.isLetter(c)) {
                while (at < pattern.length() && pattern.charAt(at) == c) {
                    at++;
                }
                if ("yMdHhmsSaZzE".indexOf(c) < 0) {
                    throw new IllegalArgumentException("the letter '" + c + "' in the time format '" + pattern
                            + "' is not known; known are y M d H h m s S a Z z E, ISO8601, SYSLOG, UNIX, UNIX_MS,"
                            + " UNIX_US, UNIX_NS; letters of the text itself stand in 'quotes'");
                }
                items.add(new Item(c, at - from, ""));
            } else if (c == ' ') {
                while (at < pattern.length() && pattern.charAt(at) == ' ') {
                    at++;
                }
                items.add(new Item(' ', 0, ""));
            } else {
                items.add(new Item('\'', 0, String.valueOf(c)));
                at++;
            }
        }
        return items;
    }

    /**
     * Reads a whole text.
     *
     * @param zone where the text names none
     * @param now completes a missing year
     * @return null when the text is not of this format or no such time exists
     */
    public @Nullable Instant read(String text, ZoneId zone, Instant now) {
        if (!items.isEmpty()) {
            return new Reading(text).read(zone, now);
        }
        return switch (pattern) {
            case "ISO8601", "SYSLOG" -> {
                StampReader reader = new StampReader();
                int end = pattern.equals("SYSLOG") ? reader.bsd(text, 0) : reader.iso(text, 0);
                yield end == text.length() ? reader.time().instant(zone, now) : null;
            }
            case "UNIX" -> unix(text, 0);
            case "UNIX_MS" -> unix(text, 3);
            case "UNIX_US" -> unix(text, 6);
            default -> unix(text, 9);
        };
    }

    /** A decimal number of seconds times ten to the power of {@code shift}. */
    private static @Nullable Instant unix(String text, int shift) {
        int dot = text.indexOf('.');
        String whole = dot < 0 ? text : text.substring(0, dot);
        int fractionDigits = dot < 0 ? 0 : text.length() - dot - 1;
        if (whole.isEmpty() || whole.length() > 19 || fractionDigits > 12 || !digits(text, dot)) {
            return null;
        }
        try {
            long units = Long.parseLong(whole);
            long unit = 1;
            for (int i = 0; i < shift; i++) {
                unit *= 10;
            }
            long nanos = units % unit * (1_000_000_000L / unit);
            long fraction = 0;
            long scale = 1_000_000_000L / unit;
            for (int i = dot + 1; dot >= 0 && i < text.length() && scale > 1; i++) {
                scale /= 10;
                fraction += (text.charAt(i) - '0') * scale;
            }
            return Instant.ofEpochSecond(units / unit, nanos + fraction);
        } catch (NumberFormatException | DateTimeException e) {
            return null;
        }
    }

    private static boolean digits(String text, int dot) {
        for (int i = 0; i < text.length(); i++) {
            if (i != dot && (text.charAt(i) < '0' || text.charAt(i) > '9')) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return pattern;
    }

    private final class Reading {
        private final String text;
        private final CivilTime time = new CivilTime();
        private int at;
        private int halfDay = -1;
        private @Nullable ZoneId named;

        Reading(String text) {
            this.text = text;
        }

        @Nullable
        Instant read(ZoneId zone, Instant now) {
            for (int i = 0; i < items.size(); i++) {
                Item next = i + 1 < items.size() ? items.get(i + 1) : null;
                if (!item(items.get(i), next != null && Character.isLetter(next.letter))) {
                    return null;
                }
            }
            if (at != text.length()) {
                return null;
            }
            if (halfDay >= 0) {
                if (time.hour > 12) {
                    return null;
                }
                time.hour = time.hour % 12 + halfDay * 12;
            }
            ZoneId effective = named;
            return time.instant(effective == null ? zone : effective, now);
        }

        /** Reads one item; digits of a number that touches the next one are as many as the pattern has letters. */
        private boolean item(Item item, boolean touches) {
            int most = touches ? item.count : 9;
            int digits = Math.min(most, 2);
            return switch (item.letter) {
                case '\'' -> literal(item.literal);
                case ' ' -> blanks();
                case 'y' -> year(item.count);
                case 'M' -> item.count < 3 ? (time.month = number(1, digits)) > 0 : monthName(item.count > 3);
                case 'd' -> day(digits);
                case 'H', 'h' -> (time.hour = number(1, digits)) >= 0;
                case 'm' -> (time.minute = number(1, digits)) >= 0;
                case 's' -> (time.second = number(1, digits)) >= 0;
                case 'S' -> fraction(most);
                case 'a' -> halfDay();
                case 'E' -> word();
                case 'Z' -> offset();
                default -> zoneName();
            };
        }

        private boolean literal(String literal) {
            boolean there = text.startsWith(literal, at);
            at += there ? literal.length() : 0;
            return there;
        }

        private boolean blanks() {
            int from = at;
            while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
                at++;
            }
            return at > from;
        }

        private boolean year(int count) {
            int digits = count == 2 ? 2 : 4;
            int year = number(digits, digits);
            time.year = count == 2 ? (year < 70 ? 2000 : 1900) + year : year;
            return year >= 0;
        }

        private boolean day(int digits) {
            if (at < text.length() && text.charAt(at) == ' ') {
                at++; // a day padded with a blank
            }
            time.day = number(1, digits);
            return time.day > 0;
        }

        private int number(int least, int most) {
            int value = 0;
            int from = at;
            while (at < text.length() && at - from < most && isDigit(text.charAt(at))) {
                value = value * 10 + text.charAt(at++) - '0';
            }
            return at - from < least ? -1 : value;
        }

        private boolean monthName(boolean whole) {
            time.month = CivilTime.month(text, at);
            if (time.month == 0) {
                return false;
            }
            at += 3;
            while (whole && at < text.length() && Character.isLetter(text.charAt(at))) {
                at++;
            }
            return true;
        }

        private boolean fraction(int most) {
            int from = at;
            int nano = 0;
            int scale = 100_000_000;
            while (at < text.length() && at - from < most && isDigit(text.charAt(at))) {
                nano += (text.charAt(at++) - '0') * scale;
                scale /= 10;
            }
            time.nano = nano;
            return at > from;
        }

        private boolean halfDay() {
            if (text.regionMatches(true, at, "am", 0, 2)) {
                halfDay = 0;
            } else if (text.regionMatches(true, at, "pm", 0, 2)) {
                halfDay = 1;
            } else {
                return false;
            }
            at += 2;
            return true;
        }

        private boolean word() {
            int from = at;
            while (at < text.length() && Character.isLetter(text.charAt(at))) {
                at++;
            }
            return at > from;
        }

        private boolean offset() {
            if (at < text.length() && (text.charAt(at) == 'Z' || text.charAt(at) == 'z')) {
                at++;
                time.offsetSeconds = 0;
                return true;
            }
            if (at >= text.length() || (text.charAt(at) != '+' && text.charAt(at) != '-')) {
                return false;
            }
            int sign = text.charAt(at++) == '-' ? -1 : 1;
            int hours = number(2, 2);
            if (at < text.length() && text.charAt(at) == ':') {
                at++;
            }
            int minutes = number(0, 2);
            time.offsetSeconds = sign * (hours * 3_600 + minutes * 60);
            return hours >= 0 && hours <= 18 && minutes < 60;
        }

        private boolean zoneName() {
            int from = at;
            while (at < text.length()
                    && (Character.isLetterOrDigit(text.charAt(at)) || "/_+-:".indexOf(text.charAt(at)) >= 0)) {
                at++;
            }
            String name = text.substring(from, at);
            int fixed = CivilTime.fixedZone(name);
            if (fixed != CivilTime.NO_OFFSET) {
                time.offsetSeconds = fixed;
                return true;
            }
            try {
                named = ZoneId.of(name, ZoneId.SHORT_IDS);
                return true;
            } catch (DateTimeException e) {
                return false;
            }
        }

        private static boolean isDigit(char c) {
            return c >= '0' && c <= '9';
        }
    }
}
