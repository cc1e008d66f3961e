package dev.vedette.host.search;

import java.util.Locale;

/** What a search is written in. */
public enum SearchLanguage {
    /** The language of the search bar, with or without pipes. */
    QUERY,
    /** {@code SELECT ... FROM events}. */
    AQL;

    /** As it stands in JSON. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
