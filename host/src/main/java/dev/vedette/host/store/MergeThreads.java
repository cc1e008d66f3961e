package dev.vedette.host.store;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.Semaphore;
import org.apache.lucene.index.ConcurrentMergeScheduler;
import org.apache.lucene.index.MergePolicy;
import org.apache.lucene.index.MergeScheduler;

/**
 * Bounds how many merges all slices together run at once, however many are open, and lets each write no faster than it
 * must, so that the disk is there for what comes in.
 */
final class MergeThreads {
    /** Merges that may wait in one slice before what comes in has to: room enough for bursts. */
    private static final int WAITING = 10;

    private final Semaphore places;

    MergeThreads(int most) {
        places = new Semaphore(most, true);
    }

    MergeScheduler scheduler() {
        ConcurrentMergeScheduler scheduler = new Sharing();
        scheduler.setMaxMergesAndThreads(WAITING, 1);
        scheduler.enableAutoIOThrottle();
        return scheduler;
    }

    private final class Sharing extends ConcurrentMergeScheduler {
        @Override
        protected void doMerge(MergeSource source, MergePolicy.OneMerge merge) throws IOException {
            try {
                places.acquire();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted while a merge waited for its turn");
            }
            try {
                super.doMerge(source, merge);
            } finally {
                places.release();
            }
        }
    }
}
