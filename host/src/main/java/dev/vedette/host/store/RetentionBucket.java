package dev.vedette.host.store;

import dev.vedette.host.query.Condition;
import dev.vedette.host.query.QueryLanguage;
import dev.vedette.host.query.QuerySyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which events are kept together, and for how long. An event goes to the first bucket that takes it; a change of the
 * filter is for events that come after it.
 *
 * @param name lower-case letters, digits and dashes; {@value #DEFAULT} takes what no other took
 * @param filter what it takes, in the query language; null is everything
 * @param keep how long, from the time of the event or of its receipt, whichever is later; null is {@link #USUAL}
 * @param maxBytes how much of one client, beyond which the oldest slices go; null is no limit
 * @param delete when what is past its time goes; null is at once
 * @param clients whose events; none is everybody's
 */
public record RetentionBucket(
        String name,
        @Nullable String filter,
        @Nullable Duration keep,
        @Nullable Long maxBytes,
        @Nullable Deletion delete,
        List<String> clients) {
    /** The bucket of what no other bucket took. */
    public static final String DEFAULT = "default";
    /** How long events are kept where nothing else is said. */
    public static final Duration USUAL = Duration.ofDays(30);

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");

    public RetentionBucket {
        if (!isName(name)) {
            throw new IllegalArgumentException("the name of a bucket is made of lower-case letters, digits and dashes"
                    + " (at most 40), not '" + name + "'");
        }
        if (keep != null && !keep.isPositive()) {
            throw new IllegalArgumentException("the bucket '" + name + "' keeps events for more than 0");
        }
        if (maxBytes != null && maxBytes < 1) {
            throw new IllegalArgumentException("max-bytes of the bucket '" + name + "' is at least 1");
        }
        clients = List.copyOf(clients);
        parse(name, filter);
    }

    /** The bucket of what no other took, where nothing is said about it. */
    static RetentionBucket usual() {
        return of(DEFAULT, null);
    }

    /** A bucket of everybody's events, with the usual retention. */
    public static RetentionBucket of(String name, @Nullable String filter) {
        return new RetentionBucket(name, filter, null, null, null, List.of());
    }

    public RetentionBucket withKeep(Duration time) {
        return new RetentionBucket(name, filter, time, maxBytes, delete, clients);
    }

    public RetentionBucket withMaxBytes(long bytes) {
        return new RetentionBucket(name, filter, keep, bytes, delete, clients);
    }

    public RetentionBucket withDelete(Deletion when) {
        return new RetentionBucket(name, filter, keep, maxBytes, when, clients);
    }

    static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    private static Condition parse(String name, @Nullable String filter) {
        try {
            return QueryLanguage.parse(filter == null ? "" : filter);
        } catch (QuerySyntaxException e) {
            throw new IllegalArgumentException("the filter of the bucket '" + name + "': " + e.getMessage(), e);
        }
    }

    boolean isDefault() {
        return name.equals(DEFAULT);
    }

    Condition condition() {
        return parse(name, filter);
    }

    Duration time() {
        return Objects.requireNonNullElse(keep, USUAL);
    }

    long bytes() {
        return Objects.requireNonNullElse(maxBytes, Long.MAX_VALUE);
    }

    Deletion deletion() {
        return Objects.requireNonNullElse(delete, Deletion.IMMEDIATELY);
    }
}
