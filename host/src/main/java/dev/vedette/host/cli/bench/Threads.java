package dev.vedette.host.cli.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** What several threads of a bench came to, and what they took. */
final class Threads {
    private Threads() {}

    static <T> T result(Future<T> future) throws IOException, InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new IOException("a thread of the bench failed: " + e.getCause(), e);
        }
    }

    /** What this process took of the processors so far. */
    static long cpuNanos() {
        return ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .orElse(Duration.ZERO)
                .toNanos();
    }
}
