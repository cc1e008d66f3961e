package dev.vedette.host.pipeline;

/** Where records go that came to their end in a lane. Thread-safe. */
interface Outlet {
    /**
     * Makes the end of a record visible.
     *
     * @param again whether it was tried before and may be half done: then it is made whole, and nothing is doubled
     * @return false when this lane is to end and what it holds comes again, from where it came
     */
    boolean publish(Finished finished, boolean again) throws InterruptedException;

    boolean isStopping();

    void waitForRetry() throws InterruptedException;
}
