package dev.vedette.host.source;

import java.util.function.LongSupplier;

/** How long the host has been up. Thread-safe; the wall clock may jump meanwhile. */
final class Uptime {
    private final LongSupplier nanos;
    private final long start;

    Uptime(LongSupplier nanos) {
        this.nanos = nanos;
        this.start = nanos.getAsLong();
    }

    long millis() {
        return (nanos.getAsLong() - start) / 1_000_000;
    }
}
