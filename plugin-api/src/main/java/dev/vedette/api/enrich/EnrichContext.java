package dev.vedette.api.enrich;

import dev.vedette.api.Incubating;
import dev.vedette.api.event.IpAddress;
import org.jspecify.annotations.Nullable;

/** What an enricher may ask the host during one call; valid for that call only. Every answer is the client's own. */
@Incubating
public interface EnrichContext {
    /** Id of the client (tenant) that owns the event. */
    String client();

    /**
     * The value under a key of one of the client's reference tables, or null if there is no such table, no such key, or
     * the entry has expired by the time of the event. Costs a look into memory.
     *
     * @param table name of the table, for example {@code employees}
     * @param key compared in lower case
     */
    @Nullable
    String lookup(String table, String key);

    /**
     * The name of the most specific network of the client that holds an address, or null if none does.
     *
     * @param address any address
     */
    @Nullable
    String network(IpAddress address);
}
