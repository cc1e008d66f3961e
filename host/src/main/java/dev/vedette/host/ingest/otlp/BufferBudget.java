package dev.vedette.host.ingest.otlp;

import java.util.concurrent.atomic.AtomicLong;

/** What all requests of a receiver together may hold in memory: a body of protobuf can only be read as a whole. */
final class BufferBudget {
    private final long most;
    private final AtomicLong used = new AtomicLong();

    BufferBudget(long most) {
        this.most = most;
    }

    boolean take(long bytes) {
        if (used.addAndGet(bytes) > most) {
            used.addAndGet(-bytes);
            return false;
        }
        return true;
    }

    void giveBack(long bytes) {
        used.addAndGet(-bytes);
    }

    long used() {
        return used.get();
    }
}
