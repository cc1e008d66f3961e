package dev.vedette.host.store;

/** Counts how far a scan is, tells its control, and asks it whether to go on. */
final class ScanMeter {
    private static final int EVENTS_PER_ASK = 1_024;

    private final ScanControl control;
    private final int slices;
    private int done;
    private long looked;
    private long documents;
    private long found;
    private ScanEnd end = ScanEnd.COMPLETE;

    ScanMeter(ScanControl control, int slices) {
        this.control = control;
        this.slices = slices;
    }

    void opened(int more) {
        documents += more;
    }

    void sliceDone() {
        done++;
        tell();
    }

    void enough() {
        end = ScanEnd.ENOUGH;
    }

    /** One more was found; false when no more are wanted. */
    boolean found() {
        return ++found % EVENTS_PER_ASK != 0 || ask();
    }

    /** So many more documents were looked through; false when nobody waits any more. */
    boolean looked(int more) {
        looked += more;
        tell();
        return ask();
    }

    private boolean ask() {
        if (control.cancelled()) {
            end = ScanEnd.CANCELLED;
        }
        return end != ScanEnd.CANCELLED;
    }

    private void tell() {
        control.progress(new ScanProgress(done, slices, looked, documents, found));
    }

    ScanEnd end() {
        return end;
    }
}
