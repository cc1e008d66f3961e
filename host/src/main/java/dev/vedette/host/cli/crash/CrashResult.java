package dev.vedette.host.cli.crash;

import java.util.List;

/**
 * What a crash test found.
 *
 * @param kills how often the host was killed
 * @param sent records sent
 * @param acknowledged of these
 * @param found different ones in the store, the unacknowledged among them included
 * @param missing acknowledged and not found
 * @param twice found more than once
 * @param indexed what the ledger says is in the store
 * @param residue of the ledger
 * @param complaints what was wrong on the way
 */
public record CrashResult(
        int kills,
        long sent,
        long acknowledged,
        long found,
        long missing,
        long twice,
        long indexed,
        long residue,
        List<String> complaints) {
    public CrashResult {
        complaints = List.copyOf(complaints);
    }

    /** Whether nothing was lost, nothing is there twice, and the ledger knows it. */
    public boolean isClean() {
        return missing == 0 && twice == 0 && residue == 0 && indexed == found && complaints.isEmpty();
    }
}
