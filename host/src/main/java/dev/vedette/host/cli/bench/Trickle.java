package dev.vedette.host.cli.bench;

import dev.vedette.host.store.LuceneEventStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Events of now that come into a store at a steady rate while something else is measured. */
final class Trickle implements AutoCloseable {
    private static final int STEP = 50;

    private final LuceneEventStore store;
    private final SearchCorpus corpus;
    private final int perSecond;
    private final Thread thread;
    private volatile boolean ended;
    private volatile long added;

    private Trickle(LuceneEventStore store, SearchCorpus corpus, int perSecond) {
        this.store = store;
        this.corpus = corpus;
        this.perSecond = perSecond;
        this.thread = new Thread(this::run, "bench-ingest");
    }

    static Trickle into(LuceneEventStore store, SearchCorpus corpus, int perSecond, Clock clock) {
        // As if the same traffic went on: the times go on from now.
        SearchCorpus more = new SearchCorpus(clock.instant(), SearchCorpus.LENGTH.toSeconds() * (long) perSecond);
        Trickle trickle = new Trickle(store, more, perSecond);
        trickle.thread.start();
        return trickle;
    }

    private void run() {
        long began = System.nanoTime();
        try {
            while (!ended) {
                for (int i = 0; i < STEP; i++) {
                    store.append(corpus.event(added));
                    added++;
                }
                LockSupport.parkNanos(began + Duration.ofSeconds(1).toNanos() * added / perSecond - System.nanoTime());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long added() {
        return added;
    }

    @Override
    public void close() throws InterruptedException {
        ended = true;
        thread.join();
    }
}
