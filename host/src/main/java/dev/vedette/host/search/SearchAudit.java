package dev.vedette.host.search;

import dev.vedette.host.access.Principal;
import java.util.Map;

/** Where it is kept who searched and exported what. */
@FunctionalInterface
public interface SearchAudit {
    /**
     * Keeps an entry.
     *
     * @param action {@code search}, {@code search.cancel} or {@code export}
     * @param detail what a reader needs to understand it: the text, the time, how many rows left the house
     */
    void record(Principal who, String action, Map<String, String> detail);
}
