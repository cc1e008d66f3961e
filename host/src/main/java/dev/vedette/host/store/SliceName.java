package dev.vedette.host.store;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which slice: {@code 2026-11-22} holds a UTC day, {@code 2026-11-22T0600-360m} six hours, and with {@code odd-} in
 * front what was received then and claims a time that is far from it. A bucket other than the default one stands at the
 * end: {@code 2026-11-22_audit}.
 *
 * @param bucket the name of its bucket
 * @param odd whether its events may have any time
 * @param start the beginning of the stretch
 */
record SliceName(String bucket, boolean odd, Instant start, Duration length) {
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration FUTURE = Duration.ofDays(1);
    private static final Pattern SHAPE =
            Pattern.compile("(odd-)?(\\d{4}-\\d\\d-\\d\\d)(?:T(\\d{4})-(\\d{1,4})m)?(?:_(.+))?");
    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HHmm", Locale.ROOT);

    /** The slice of an event. The clock plays no part: a replayed event goes where it went before. */
    static SliceName of(String bucket, Instant time, Instant received, StoreSettings settings) {
        boolean odd = time.isAfter(received.plus(FUTURE))
                || time.isBefore(received.minus(365L * settings.oldestYears(), ChronoUnit.DAYS));
        return of(bucket, odd, odd ? received : time, settings.sliceLength());
    }

    /** The slice of the events of a bucket that were received at a time and may have any other. */
    static SliceName odd(String bucket, Instant received, StoreSettings settings) {
        return of(bucket, true, received, settings.sliceLength());
    }

    private static SliceName of(String bucket, boolean odd, Instant time, Duration length) {
        return new SliceName(bucket, odd, floor(time, length), length);
    }

    private static Instant floor(Instant time, Duration length) {
        long seconds = length.toSeconds();
        return Instant.ofEpochSecond(Math.floorDiv(time.getEpochSecond(), seconds) * seconds);
    }

    /** The name of a folder, or null if it is not one. */
    static @Nullable SliceName parse(String folder) {
        Matcher matcher = SHAPE.matcher(folder);
        if (!matcher.matches()) {
            return null;
        }
        try {
            boolean day = matcher.group(3) == null;
            Instant start = LocalDateTime.parse(matcher.group(2) + "T" + (day ? "0000" : matcher.group(3)), HOUR)
                    .toInstant(ZoneOffset.UTC);
            Duration length = day ? DAY : Duration.ofMinutes(Long.parseLong(matcher.group(4)));
            String bucket = matcher.group(5) == null ? RetentionBucket.DEFAULT : matcher.group(5);
            return RetentionBucket.isName(bucket)
                    ? new SliceName(bucket, matcher.group(1) != null, start, length)
                    : null;
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    /** The name of its folder. */
    String folder() {
        String text = HOUR.format(start.atOffset(ZoneOffset.UTC));
        String name = length.equals(DAY) ? text.substring(0, 10) : text + "-" + length.toMinutes() + "m";
        return (odd ? "odd-" : "") + name + (bucket.equals(RetentionBucket.DEFAULT) ? "" : "_" + bucket);
    }

    /** Whether events from {@code from} until before {@code to} can be in it. */
    boolean overlaps(Instant from, Instant to) {
        return odd || (start.isBefore(to) && start.plus(length).isAfter(from));
    }

    /** Whether all its events are from {@code from} until before {@code to}. */
    boolean isWithin(Instant from, Instant to) {
        return !odd && !start.isBefore(from) && !start.plus(length).isAfter(to);
    }

    /** A time that none of its events reaches; the end of all times for an odd one. */
    Instant end() {
        return odd ? Instant.MAX : start.plus(length);
    }
}
