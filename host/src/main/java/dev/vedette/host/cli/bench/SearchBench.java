package dev.vedette.host.cli.bench;

import dev.vedette.api.event.Field;
import dev.vedette.host.access.ClientScope;
import dev.vedette.host.query.Condition;
import dev.vedette.host.query.SearchPlan;
import dev.vedette.host.store.BareSearch;
import dev.vedette.host.store.LuceneEventStore;
import dev.vedette.host.store.StoreSettings;
import dev.vedette.host.store.TermCount;
import dev.vedette.host.store.TimeCount;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/**
 * The questions of analysts over millions of events, put to the store and to bare Lucene over the same index in turns,
 * the parameters of each asking drawn by seed; then once more while events come in.
 */
public final class SearchBench {
    private static final int PAGE = 100;
    private static final int TOP = 10;
    private static final Duration BUCKET = Duration.ofMinutes(5);
    private static final int PER_SECOND = 5_000;

    private final Path folder;
    private final long events;
    private final int rounds;
    private final Consumer<String> notes;

    /** 95th percentiles and medians of one question, in milliseconds. */
    public record Row(
            String question, boolean ingesting, double median, double p95, double bareMedian, double bareP95) {
        public double ratio() {
            return p95 / bareP95;
        }
    }

    /**
     * A bench.
     *
     * @param folder where the index is, or is built and left for the next time
     * @param rounds how often each question is asked
     */
    public SearchBench(Path folder, long events, int rounds, Consumer<String> notes) {
        this.folder = folder;
        this.events = events;
        this.rounds = rounds;
        this.notes = notes;
    }

    /** One question to both; the answers are compared where nothing comes in meanwhile. */
    private interface Question {
        Object ours(Random random) throws IOException;

        Object bare(Random random) throws IOException;
    }

    public List<Row> run() throws IOException, InterruptedException {
        Clock clock = Clock.systemUTC();
        SearchCorpus corpus = SearchIndex.of(folder, events, clock, notes);
        List<Row> rows = new ArrayList<>();
        try (LuceneEventStore store = LuceneEventStore.open(folder, StoreSettings.defaults(), clock);
                BareSearch bare = BareSearch.open(folder)) {
            measure(corpus, store, bare, false, rows);
            notes.accept("the same while " + PER_SECOND + " events/s come in ...");
            try (Trickle trickle = Trickle.into(store, corpus, PER_SECOND, clock)) {
                measure(corpus, store, bare, true, rows);
                notes.accept(trickle.added() + " events came in");
            }
        }
        return rows;
    }

    private void measure(
            SearchCorpus corpus, LuceneEventStore store, BareSearch bare, boolean ingesting, List<Row> rows)
            throws IOException {
        rows.add(time("last 100 of an hour, one term", ingesting, last(corpus, store, bare)));
        rows.add(time("histogram of a day", ingesting, histogram(corpus, store, bare)));
        rows.add(time("top 10 users", ingesting, top(SearchCorpus.USER, store, bare)));
        rows.add(time("top 10 paths", ingesting, top(SearchCorpus.PATH, store, bare)));
        rows.add(time("last 100, prefix of a path", ingesting, prefix(store, bare)));
        rows.add(time("last 100, infix of a path", ingesting, infix(store, bare)));
    }

    private Row time(String name, boolean ingesting, Question question) throws IOException {
        long[] ours = new long[rounds];
        long[] bare = new long[rounds];
        for (int i = -Math.max(3, rounds / 5); i < rounds; i++) {
            long start = System.nanoTime();
            Object answer = question.ours(new Random(i));
            long between = System.nanoTime();
            Object expected = question.bare(new Random(i));
            long end = System.nanoTime();
            if (!ingesting && !answer.equals(expected)) {
                throw new IOException(name + ": the store says " + answer + ", bare Lucene " + expected);
            }
            if (i >= 0) {
                ours[i] = between - start;
                bare[i] = end - between;
            }
        }
        Arrays.sort(ours);
        Arrays.sort(bare);
        int middle = rounds / 2;
        int p95 = Math.min(rounds - 1, (int) Math.ceil(rounds * 0.95) - 1);
        return new Row(name, ingesting, ours[middle] / 1e6, ours[p95] / 1e6, bare[middle] / 1e6, bare[p95] / 1e6);
    }

    private static Question last(SearchCorpus corpus, LuceneEventStore store, BareSearch bare) {
        return new Question() {
            @Override
            public Object ours(Random random) {
                Instant hour = hour(corpus, random);
                Condition host = new Condition.Equal(SearchCorpus.HOST, host(random));
                return store.search(ClientScope.ALL, new SearchPlan(host, hour, hour.plus(Duration.ofHours(1)), PAGE))
                        .events()
                        .size();
            }

            @Override
            public Object bare(Random random) throws IOException {
                Instant hour = hour(corpus, random);
                return bare.last(SearchCorpus.HOST, host(random), hour, hour.plus(Duration.ofHours(1)), PAGE);
            }
        };
    }

    private static Instant hour(SearchCorpus corpus, Random random) {
        return corpus.start().plus(Duration.ofHours(random.nextInt((int) SearchCorpus.LENGTH.toHours())));
    }

    private static String host(Random random) {
        return "web" + random.nextInt(SearchCorpus.HOSTS);
    }

    private static Question histogram(SearchCorpus corpus, LuceneEventStore store, BareSearch bare) {
        return new Question() {
            @Override
            public Object ours(Random random) {
                Instant day = day(corpus, random);
                SearchPlan plan = new SearchPlan(new Condition.Everything(), day, day.plus(Duration.ofDays(1)), 0);
                return store.histogram(ClientScope.ALL, plan, BUCKET).stream()
                        .map(TimeCount::count)
                        .toList();
            }

            @Override
            public Object bare(Random random) throws IOException {
                Instant day = day(corpus, random);
                return List.copyOf(bare.histogram(day, day.plus(Duration.ofDays(1)), BUCKET)
                        .values());
            }
        };
    }

    private static Instant day(SearchCorpus corpus, Random random) {
        return corpus.start().plus(Duration.ofDays(random.nextInt((int) SearchCorpus.LENGTH.toDays())));
    }

    private static Question top(Field field, LuceneEventStore store, BareSearch bare) {
        return new Question() {
            @Override
            public Object ours(Random random) {
                return counts(store.top(ClientScope.ALL, SearchPlan.of(new Condition.Everything(), 0), field, TOP));
            }

            @Override
            public Object bare(Random random) throws IOException {
                return counts(bare.top(field, TOP));
            }

            private List<Long> counts(List<TermCount> terms) {
                return terms.stream().map(TermCount::count).toList();
            }
        };
    }

    private static Question prefix(LuceneEventStore store, BareSearch bare) {
        return new Question() {
            @Override
            public Object ours(Random random) {
                return page(store, new Condition.Wildcard(SearchCorpus.PATH, section(random) + "*"));
            }

            @Override
            public Object bare(Random random) throws IOException {
                return bare.prefix(SearchCorpus.PATH, section(random), PAGE);
            }

            private String section(Random random) {
                return "/shop/section" + random.nextInt(400) + "/";
            }
        };
    }

    private static Question infix(LuceneEventStore store, BareSearch bare) {
        return new Question() {
            @Override
            public Object ours(Random random) {
                return page(store, new Condition.Wildcard(SearchCorpus.PATH, "*" + item(random) + "*"));
            }

            @Override
            public Object bare(Random random) throws IOException {
                return bare.infix(SearchCorpus.PATH, item(random), PAGE);
            }

            private String item(Random random) {
                return "item" + (100 + random.nextInt(900));
            }
        };
    }

    private static Object page(LuceneEventStore store, Condition condition) {
        return store.search(ClientScope.ALL, SearchPlan.of(condition, PAGE))
                .events()
                .size();
    }
}
