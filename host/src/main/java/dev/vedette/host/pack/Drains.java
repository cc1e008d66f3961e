package dev.vedette.host.pack;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The packs that are on their way out, each waiting on a thread of its own. */
final class Drains {
    private final List<Drain> underWay = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "pack-drain");
        thread.setDaemon(true);
        return thread;
    });

    void start(Drain drain) {
        underWay.add(drain);
        threads.execute(() -> {
            try {
                drain.run();
            } finally {
                underWay.remove(drain);
            }
        });
    }

    List<Drain> underWay() {
        return List.copyOf(underWay);
    }

    /** Waits until none is under way. */
    void await(Duration limit) {
        long until = System.nanoTime() + limit.toNanos();
        while (!underWay.isEmpty() && System.nanoTime() - until < 0) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    /** Waits for all that were started, and takes no more. */
    void close(Duration limit) {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
