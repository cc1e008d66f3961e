package dev.vedette.host.store;

import java.util.List;

/**
 * What a check of a slice's hash chain found.
 *
 * @param slice the name of its folder
 * @param records how many were checked
 * @param batches how many batches the chain has
 * @param head SHA-256 of the last batch, in hex: who keeps it elsewhere can tell later that nobody wrote the chain anew
 * @param unchained events that an earlier version stored without a chain
 * @param problems the first ones
 * @param problemsInAll how many there are
 */
public record SliceVerdict(
        String client,
        String slice,
        long records,
        long batches,
        String head,
        long unchained,
        List<IntegrityProblem> problems,
        long problemsInAll) {
    public SliceVerdict {
        problems = List.copyOf(problems);
    }

    /** Whether everything is as it was stored. */
    public boolean intact() {
        return problemsInAll == 0;
    }
}
