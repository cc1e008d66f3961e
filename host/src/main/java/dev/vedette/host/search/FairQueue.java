package dev.vedette.host.search;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Jobs that wait, in a line for each user. The lines are served in turn, and a user with enough jobs under way is passed
 * over: a hundred searches of one make nobody else wait behind them.
 */
final class FairQueue {
    private final int runningPerUser;
    private final Map<String, Deque<SearchJob>> lines = new LinkedHashMap<>(); // the next to be served first
    private final Map<String, Integer> running = new HashMap<>();
    private boolean closed;

    FairQueue(int runningPerUser) {
        this.runningPerUser = runningPerUser;
    }

    synchronized void add(SearchJob job) {
        lines.computeIfAbsent(job.owner().id(), owner -> new ArrayDeque<>()).add(job);
        notifyAll();
    }

    synchronized int waiting(String owner) {
        Deque<SearchJob> line = lines.get(owner);
        return line == null ? 0 : line.size();
    }

    /** Waits for a job that may run; its owner counts as running one more until {@link #left}. Null once closed. */
    synchronized @Nullable SearchJob take() throws InterruptedException {
        while (!closed) {
            for (String owner : lines.keySet()) {
                if (running.getOrDefault(owner, 0) < runningPerUser) {
                    return serve(owner);
                }
            }
            wait();
        }
        return null;
    }

    private @Nullable SearchJob serve(String owner) {
        Deque<SearchJob> line = lines.remove(owner);
        if (line == null) {
            return null;
        }
        SearchJob job = line.poll();
        if (!line.isEmpty()) {
            lines.put(owner, line); // behind all others
        }
        running.merge(owner, 1, Integer::sum);
        return job;
    }

    synchronized void left(String owner) {
        running.computeIfPresent(owner, (key, count) -> count == 1 ? null : count - 1);
        notifyAll();
    }

    /** Takes a job out that will not run any more. */
    synchronized void remove(SearchJob job) {
        lines.computeIfPresent(job.owner().id(), (owner, line) -> {
            line.remove(job);
            return line.isEmpty() ? null : line;
        });
    }

    synchronized void close() {
        closed = true;
        notifyAll();
    }
}
