package dev.vedette.host.cli.bench;

import dev.vedette.host.store.LuceneEventStore;
import dev.vedette.host.store.StoreSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** The index that is searched: built once and left for the next time, with a note of what is in it beside it. */
final class SearchIndex {
    private static final int SHARE = 20_000;
    private static final int BETWEEN_COMMITS = 500_000;

    private SearchIndex() {}

    /** What is in the index of a folder; goes on building where an earlier run stopped. */
    static SearchCorpus of(Path folder, long events, Clock clock, Consumer<String> notes)
            throws IOException, InterruptedException {
        Path note = folder.resolveSibling(folder.getFileName() + ".corpus");
        long present = 0;
        SearchCorpus corpus =
                new SearchCorpus(clock.instant().truncatedTo(ChronoUnit.DAYS).minus(SearchCorpus.LENGTH), events);
        if (Files.exists(note)) {
            List<String> lines = Files.readAllLines(note);
            corpus = new SearchCorpus(Instant.parse(lines.get(0)), Long.parseLong(lines.get(1)));
            present = Long.parseLong(lines.get(2));
            if (corpus.events() != events) {
                throw new IOException("the index in " + folder + " is one of " + corpus.events()
                        + " events; name another folder with --data, or delete it");
            }
        }
        if (present < events) {
            build(folder, corpus, present, note, clock, notes);
        }
        return corpus;
    }

    private static void build(
            Path folder, SearchCorpus corpus, long present, Path note, Clock clock, Consumer<String> notes)
            throws IOException, InterruptedException {
        Files.createDirectories(folder);
        int threads = Runtime.getRuntime().availableProcessors();
        try (LuceneEventStore store = LuceneEventStore.open(folder, StoreSettings.defaults(), clock);
                ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            for (long from = present; from < corpus.events(); from += BETWEEN_COMMITS) {
                long to = Math.min(corpus.events(), from + BETWEEN_COMMITS);
                AtomicLong next = new AtomicLong(from);
                List<Future<Long>> writers = new ArrayList<>();
                for (int t = 0; t < threads; t++) {
                    writers.add(pool.submit(() -> write(store, corpus, next, to)));
                }
                for (Future<Long> writer : writers) {
                    Threads.result(writer);
                }
                store.commit(to);
                Files.writeString(note, corpus.start() + "\n" + corpus.events() + "\n" + to + "\n");
                notes.accept("indexed " + to + " of " + corpus.events());
            }
        }
    }

    private static long write(LuceneEventStore store, SearchCorpus corpus, AtomicLong next, long to)
            throws IOException {
        long written = 0;
        for (long from = next.getAndAdd(SHARE); from < to; from = next.getAndAdd(SHARE)) {
            for (long i = from; i < Math.min(to, from + SHARE); i++) {
                store.append(corpus.event(i));
                written++;
            }
        }
        return written;
    }
}
