package dev.vedette.host.ingest;

import org.jspecify.annotations.Nullable;

/** Says whose records a token may send; the host asks its tokens of the role ingest. Thread-safe, and never blocks. */
@FunctionalInterface
public interface Admission {
    /** Nobody. */
    Admission NOBODY = secret -> null;

    /**
     * Who sends.
     *
     * @param secret what the request shows; null when it shows nothing
     * @return null when that admits nobody
     */
    @Nullable
    Admitted admit(@Nullable String secret);

    /**
     * What a token is bound to.
     *
     * @param tokenId names it without giving it away; null where no token is asked for
     * @param client whose records they are
     * @param source the source that all of them are filed under, or null for the usual one
     * @param parser the parser that all of them go to, or null to recognise them
     */
    record Admitted(
            @Nullable String tokenId,
            String client,
            @Nullable String source,
            @Nullable String parser) {}
}
