package dev.vedette.host.ingest.pull;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where the next page of a reply is.
 *
 * @param from {@code link}: the Link header with rel="next" (RFC 8288); {@code reply}: a value in the reply, an address or
 *     a token; {@code offset}: as many records on
 * @param path of the value in the reply, with dots
 * @param parameter of the query that a token or offset goes into
 */
public record RestNext(
        @Nullable From from,
        @Nullable String path,
        @Nullable String parameter) {
    static final RestNext NONE = new RestNext(From.NONE, null, null);

    /** The ways there are. */
    public enum From {
        NONE,
        LINK,
        REPLY,
        OFFSET
    }

    public RestNext {
        from = from == null ? From.NONE : from;
        if (from == From.REPLY && path == null) {
            throw new IllegalArgumentException("rest.next from the reply needs 'path': where the value stands");
        }
        if (from == From.OFFSET && parameter == null) {
            throw new IllegalArgumentException("rest.next by offset needs 'parameter': what the offset goes into");
        }
    }

    @Override
    public From from() {
        return Objects.requireNonNull(from);
    }
}
