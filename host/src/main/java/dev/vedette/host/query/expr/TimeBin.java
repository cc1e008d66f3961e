package dev.vedette.host.query.expr;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The beginning of the stretch of time that a time lies in; stretches follow each other from 1970 on, in UTC.
 *
 * @param seconds how long each is
 */
public record TimeBin(long seconds) implements Function {
    @Override
    public String name() {
        return "TIME";
    }

    public Duration span() {
        return Duration.ofSeconds(seconds);
    }

    @Override
    public @Nullable Object of(@Nullable Object[] arguments) {
        Instant time = Values.instant(arguments[0]);
        return time == null ? null : Instant.ofEpochSecond(Math.floorDiv(time.getEpochSecond(), seconds) * seconds);
    }
}
