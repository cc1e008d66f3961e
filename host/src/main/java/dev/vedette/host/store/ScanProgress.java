package dev.vedette.host.store;

/**
 * How far a scan is.
 *
 * @param slicesDone slices that nothing more comes from
 * @param slices slices of the stretch of time that is looked through
 * @param looked documents that were looked through or passed over, of {@code documents}
 * @param documents documents in the slices opened so far
 * @param found events that matched
 */
public record ScanProgress(int slicesDone, int slices, long looked, long documents, long found) {
    /** A number from 0 to 1 that only grows as long as slices are of like size. */
    public double share() {
        if (slices == 0 || slicesDone >= slices) {
            return 1;
        }
        return (double) slicesDone / slices;
    }
}
