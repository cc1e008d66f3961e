package dev.vedette.host.ingest.pull;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered for the next fetch, and goes in for <code>{cursor}</code>.
 *
 * @param from {@code record}: a value of the records, the greatest one; {@code reply}: a value of the last page;
 *     {@code next}: the address of the page after the last, as APIs with endless pages give it; {@code time}: when the fetch
 *     began
 * @param path of the value in record or reply, with dots
 * @param start in place of the cursor at the very first fetch; null is the time {@code startAgo} before it
 * @param startAgo null is 24 hours
 * @param id path to what tells records apart: one that came with the same cursor before is left out, because most APIs
 *     mean "at or after" the cursor
 */
public record RestCursor(
        @Nullable From from,
        @Nullable String path,
        @Nullable String start,
        @Nullable Duration startAgo,
        @Nullable String id) {
    static final RestCursor NONE = new RestCursor(From.NONE, null, null, null, null);

    /** The ways there are. */
    public enum From {
        NONE,
        RECORD,
        REPLY,
        NEXT,
        TIME
    }

    public RestCursor {
        from = from == null ? From.NONE : from;
        startAgo = startAgo == null ? Duration.ofDays(1) : startAgo;
        if ((from == From.RECORD || from == From.REPLY) && path == null) {
            throw new IllegalArgumentException("rest.cursor from record or reply needs 'path': where the value stands");
        }
    }

    @Override
    public From from() {
        return Objects.requireNonNull(from);
    }

    @Override
    public Duration startAgo() {
        return Objects.requireNonNull(startAgo);
    }
}
