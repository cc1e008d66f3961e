package dev.vedette.api.intel;

import dev.vedette.api.HttpAccess;
import dev.vedette.api.Incubating;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a feed may do during one poll; valid for that poll and on its thread only. */
@Incubating
public interface FeedContext {
    /** The time that counts as now. */
    Instant now();

    /** HTTP, limited to what the pack's {@code capabilities.network} names. */
    HttpAccess http();

    /**
     * A value of the feed's configuration, checked against the pack's {@code config.schema.json}; a secret's too.
     *
     * @param name its key, with dots for nested ones
     * @return the value as text, or null where neither the configuration nor the schema's defaults have one
     */
    @Nullable
    String setting(String name);

    /** Takes an indicator; one of the same {@link Indicator#id()} from this feed is replaced. May block. */
    void accept(Indicator indicator);

    /**
     * Takes an indicator back, as the source did; it no longer matches, but stays in the history of what it matched.
     *
     * @param id as in {@link Indicator#id()}; an unknown one is ignored
     */
    void withdraw(String id);

    /**
     * Says that an entry of the source cannot be used. Counted and shown with its reason; the poll goes on.
     *
     * @param entry names the entry, for example its line number
     * @param reason what is wrong with it, in one sentence
     */
    void refused(String entry, String reason);
}
