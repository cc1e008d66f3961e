package dev.vedette.host.pack;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs a pack's code that has no record to lose on a thread of its own, which is left behind if it does not end. */
final class LimitedRun {
    private LimitedRun() {}

    /**
     * Runs it with the pack's class loader as the thread's.
     *
     * @throws TimeoutException when it takes longer; the thread goes on
     * @throws InterruptedException when the caller is interrupted; the thread goes on
     */
    static <T> T run(String threadName, ClassLoader loader, Duration limit, Callable<T> body)
            throws TimeoutException, InterruptedException, ExecutionException {
        FutureTask<T> task = new FutureTask<>(body);
        Thread thread = new Thread(task, threadName);
        thread.setDaemon(true);
        thread.setContextClassLoader(loader);
        thread.start();
        return task.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    }
}
