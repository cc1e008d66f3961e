package dev.vedette.host.cli;

import java.util.concurrent.locks.LockSupport;

/** Waits a little before something is asked again. */
final class Pause {
    private Pause() {}

    static void millis(long millis) {
        LockSupport.parkNanos(millis * 1_000_000);
        if (Thread.interrupted()) {
            throw new CliException("interrupted");
        }
    }
}
