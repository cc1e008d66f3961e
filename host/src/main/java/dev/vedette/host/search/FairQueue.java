package dev.vedette.host.search;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Jobs that wait, in a line for each user. Whoever was served longest ago comes next, and a user with enough jobs under
 * way is passed over: a hundred searches of one make nobody else wait behind them.
 */
final class FairQueue {
    private final int runningPerUser;
    private final Map<String, Line> lines = new LinkedHashMap<>();
    private long served;
    private boolean closed;

    /** What one user has here. */
    private static final class Line {
        final Deque<SearchJob> waiting = new ArrayDeque<>();
        int running;
        long lastServed;

        boolean isEmpty() {
            return waiting.isEmpty() && running == 0;
        }
    }

    FairQueue(int runningPerUser) {
        this.runningPerUser = runningPerUser;
    }

    synchronized void add(SearchJob job) {
        lines.computeIfAbsent(job.owner().id(), owner -> new Line()).waiting.add(job);
        notifyAll();
    }

    synchronized int waiting(String owner) {
        Line line = lines.get(owner);
        return line == null ? 0 : line.waiting.size();
    }

    /** Waits for a job that may run; its owner counts as running one more until {@link #left}. Null once closed. */
    synchronized @Nullable SearchJob take() throws InterruptedException {
        while (!closed) {
            Line next = lines.values().stream()
                    .filter(line -> !line.waiting.isEmpty() && line.running < runningPerUser)
                    .min(Comparator.comparingLong(line -> line.lastServed))
                    .orElse(null);
            if (next != null) {
                next.running++;
                next.lastServed = ++served;
                return next.waiting.remove();
            }
            wait();
        }
        return null;
    }

    synchronized void left(String owner) {
        lines.computeIfPresent(owner, (key, line) -> {
            line.running--;
            return line.isEmpty() ? null : line;
        });
        notifyAll();
    }

    /** Takes a job out that will not run any more. */
    synchronized void remove(SearchJob job) {
        lines.computeIfPresent(job.owner().id(), (owner, line) -> {
            line.waiting.remove(job);
            return line.isEmpty() ? null : line;
        });
    }

    synchronized void close() {
        closed = true;
        notifyAll();
    }
}
