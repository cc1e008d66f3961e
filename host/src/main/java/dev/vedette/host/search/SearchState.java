package dev.vedette.host.search;

/** Where a search is. */
public enum SearchState {
    /** In the queue. */
    WAIT,
    /** Reading the store. */
    EXECUTE,
    /** Everything is read; counting and sorting. */
    SORTING,
    COMPLETED,
    CANCELED,
    ERROR;

    /** Whether nothing more happens. */
    public boolean finished() {
        return this == COMPLETED || this == CANCELED || this == ERROR;
    }
}
