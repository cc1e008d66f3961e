package dev.vedette.host.store;

/** What whoever waits for a long question can say to it, and hears from it. Called from the thread that asks. */
public interface ScanControl {
    /** Never stops and tells nobody. */
    ScanControl NONE = new ScanControl() {
        @Override
        public boolean cancelled() {
            return false;
        }

        @Override
        public void progress(ScanProgress progress) {}
    };

    /** Whether the answer is wanted no more; asked every few thousand documents. */
    boolean cancelled();

    /** How far it is; told every few thousand documents and at the end of each slice. */
    void progress(ScanProgress progress);
}
