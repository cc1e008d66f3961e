package dev.vedette.host.store.state;

/**
 * How far the ledger on disk has counted.
 *
 * @param countedBelow every record below this journal position is in its counts, and none from it on
 * @param committedFrom slices of the event store whose last commit stands for a position below this one hold no event of
 *     a record from {@code countedBelow} on
 */
public record LedgerMark(long countedBelow, long committedFrom) {}
