package dev.vedette.host.parse.time;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** A date and time of day as numbers, to be completed by a zone and, where it is missing, a year. Reusable, not thread-safe. */
public final class CivilTime {
    private static final long AHEAD_SECONDS = 7 * 86_400L;

    /** What {@link #year} is when the text gave none. */
    public static final int NO_YEAR = Integer.MIN_VALUE;
    /** What {@link #offsetSeconds} is when the text gave none. */
    public static final int NO_OFFSET = Integer.MIN_VALUE;

    private static final int SECONDS_PER_DAY = 86_400;
    private static final int[] DAYS_BEFORE = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334};

    public int year = NO_YEAR;
    public int month = 1;
    public int day = 1;
    public int hour;
    public int minute;
    public int second;
    public int nano;
    public int offsetSeconds = NO_OFFSET;

    /** Forgets everything. */
    public void clear() {
        year = NO_YEAR;
        month = 1;
        day = 1;
        hour = 0;
        minute = 0;
        second = 0;
        nano = 0;
        offsetSeconds = NO_OFFSET;
    }

    /**
     * The instant, or null when there is no such date or time of day. A second 60 (leap second) counts as 59.
     *
     * @param zone where the text gave no offset
     * @param now a missing year is the latest that does not put the time more than a week ahead of this: logs are of the
     *     past, and a clock may be a little fast
     */
    public @Nullable Instant instant(ZoneId zone, Instant now) {
        if (hour > 23 || hour < 0 || minute > 59 || minute < 0 || second > 60 || second < 0) {
            return null;
        }
        if (year != NO_YEAR) {
            return isDate(year) ? Instant.ofEpochSecond(epochSecond(year, zone), nano) : null;
        }
        long latest = now.getEpochSecond() + AHEAD_SECONDS;
        int guess = yearOf(latest) + 1;
        for (int candidate = guess; candidate >= guess - 9; candidate--) {
            if (isDate(candidate)) {
                long seconds = epochSecond(candidate, zone);
                if (seconds <= latest) {
                    return Instant.ofEpochSecond(seconds, nano);
                }
            }
        }
        return null;
    }

    private boolean isDate(int ofYear) {
        if (month < 1 || month > 12 || day < 1 || ofYear < 1 || ofYear > 9_999) {
            return false;
        }
        int length = month == 2
                ? (isLeap(ofYear) ? 29 : 28)
                : month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
        return day <= length;
    }

    private long epochSecond(int ofYear, ZoneId zone) {
        int capped = Math.min(second, 59);
        long local = epochDay(ofYear) * SECONDS_PER_DAY + hour * 3_600L + minute * 60L + capped;
        if (offsetSeconds != NO_OFFSET) {
            return local - offsetSeconds;
        }
        if (zone instanceof ZoneOffset fixed) {
            return local - fixed.getTotalSeconds();
        }
        LocalDateTime time = LocalDateTime.of(ofYear, month, day, hour, minute, capped);
        return local - zone.getRules().getOffset(time).getTotalSeconds();
    }

    private long epochDay(int ofYear) {
        long before = ofYear - 1L;
        long days = before * 365 + before / 4 - before / 100 + before / 400; // since 0001-01-01
        days += DAYS_BEFORE[month - 1] + (month > 2 && isLeap(ofYear) ? 1 : 0) + day - 1;
        return days - 719_162; // 1970-01-01
    }

    private static boolean isLeap(int year) {
        return (year & 3) == 0 && (year % 100 != 0 || year % 400 == 0);
    }

    private static int yearOf(long epochSecond) {
        // Near enough: the years beside it are tried too.
        return (int) (1970 + Math.floorDiv(epochSecond, 31_556_952L));
    }

    /** The month (1 to 12) whose first three letters stand at {@code at}, in any case, or 0. */
    public static int month(CharSequence text, int at) {
        if (at + 3 > text.length()) {
            return 0;
        }
        int key = (text.charAt(at) | 0x20) << 16 | (text.charAt(at + 1) | 0x20) << 8 | (text.charAt(at + 2) | 0x20);
        return switch (key) {
            case 'j' << 16 | 'a' << 8 | 'n' -> 1;
            case 'f' << 16 | 'e' << 8 | 'b' -> 2;
            case 'm' << 16 | 'a' << 8 | 'r' -> 3;
            case 'a' << 16 | 'p' << 8 | 'r' -> 4;
            case 'm' << 16 | 'a' << 8 | 'y' -> 5;
            case 'j' << 16 | 'u' << 8 | 'n' -> 6;
            case 'j' << 16 | 'u' << 8 | 'l' -> 7;
            case 'a' << 16 | 'u' << 8 | 'g' -> 8;
            case 's' << 16 | 'e' << 8 | 'p' -> 9;
            case 'o' << 16 | 'c' << 8 | 't' -> 10;
            case 'n' << 16 | 'o' << 8 | 'v' -> 11;
            case 'd' << 16 | 'e' << 8 | 'c' -> 12;
            default -> 0;
        };
    }

    /** The offset in seconds of a zone that never changes it (UTC, GMT, Z, UT), or {@link #NO_OFFSET}. */
    public static int fixedZone(String name) {
        return switch (name) {
            case "UTC", "GMT", "Z", "UT", "utc", "z" -> 0;
            default -> NO_OFFSET;
        };
    }
}
