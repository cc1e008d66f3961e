package dev.vedette.host.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.api.event.Event;
import dev.vedette.api.event.EventDraft;
import dev.vedette.api.event.Field;
import dev.vedette.api.event.Origin;
import dev.vedette.api.event.RawRecord;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.junit.jupiter.api.Test;

/** Small limits, so that segments of some hundred events are counted as those of millions are. */
class ValueCountsTest {
    private static final Field USER = Field.of("user.name");
    private static final Field OTHERS = Field.of("related.user");
    private static final Field HOST = Field.of("host.name");
    private static final Instant TIME = Instant.parse("2026-05-04T10:00:00Z");

    private final Map<String, Long> expected = new HashMap<>();

    private Event event(Random random, int number, int users) {
        RawRecord raw = new RawRecord(
                new byte[] {'x'}, TIME, Origin.of("default", "test").build());
        // Some users are far more frequent than others.
        String user = "u" + (int) (users * Math.pow(random.nextDouble(), 3));
        String other = "u" + random.nextInt(users);
        return new EventDraft(raw)
                .set(Event.ID, "e" + number)
                .timestamp(TIME.plusSeconds(random.nextInt(3_600)))
                .set(USER, user)
                .setAll(OTHERS, List.of(user, other, user))
                .set(HOST, "h" + number % 2)
                .freeze()
                .get(0);
    }

    private static IndexWriterConfig config() {
        return new IndexWriterConfig()
                .setCodec(new VedetteCodec())
                .setIndexSort(Slice.NEWEST)
                .setMergePolicy(NoMergePolicy.INSTANCE);
    }

    private static List<TermCount> sorted(Map<String, Long> counts, int n) {
        return counts.entrySet().stream()
                .map(entry -> new TermCount(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingLong(TermCount::count).reversed().thenComparing(TermCount::value))
                .limit(n)
                .toList();
    }

    private void check(Field field, Query query, boolean onlySomeHosts) throws IOException {
        for (int n : new int[] {1, 5, 25, 10_000}) {
            for (int lookups : new int[] {0, Integer.MAX_VALUE}) {
                check(field, query, onlySomeHosts, n, lookups);
            }
        }
    }

    private void check(Field field, Query query, boolean onlySomeHosts, int n, int lookups) throws IOException {
        Random random = new Random(7);
        List<Runnable> beside = new ArrayList<>();
        SharedOrdinals ordinals = new SharedOrdinals(beside::add);
        ValueCounts counts = new ValueCounts(field, 10, 100, lookups);
        ValueCounts later = new ValueCounts(field, 10, 100, lookups);
        expected.clear();
        List<Directory> slices = new ArrayList<>();
        List<DirectoryReader> readers = new ArrayList<>();
        int number = 0;
        for (int slice = 0; slice < 3; slice++) {
            Directory directory = new ByteBuffersDirectory();
            slices.add(directory);
            try (IndexWriter writer = new IndexWriter(directory, config())) {
                for (int size : new int[] {900, 40, 500, 3, 700}) { // small and large segments
                    for (int i = 0; i < size; i++) {
                        Event event = event(random, number++, 300 + 100 * slice);
                        writer.addDocument(new EventDocument().of(event));
                        if (!onlySomeHosts || event.values(HOST).contains("h1")) {
                            new HashSet<>(event.values(field))
                                    .forEach(value -> expected.merge((String) value, 1L, Long::sum));
                        }
                    }
                    writer.commit();
                }
            }
            DirectoryReader reader = DirectoryReader.open(directory);
            readers.add(reader);
            new IndexSearcher(reader).search(query, (CollectorManager<ValueCounts, Integer>) counts);
            new IndexSearcher(reader).search(query, (CollectorManager<ValueCounts, Integer>) later);
        }
        assertThat(counts.top(n, ordinals)).isEqualTo(sorted(expected, n));
        assertThat(beside.isEmpty())
                .as("shared numbers are made where looking up takes too long, and never by the question")
                .isEqualTo(lookups > 0);
        beside.forEach(Runnable::run);
        assertThat(later.top(n, ordinals)).isEqualTo(sorted(expected, n));
        for (DirectoryReader reader : readers) {
            reader.close();
        }
    }

    @Test
    void the_most_frequent_values_are_exact_across_segments_and_slices() throws IOException {
        check(USER, new MatchAllDocsQuery(), false);
    }

    @Test
    void so_are_those_of_lists_with_each_value_counted_once_for_an_event() throws IOException {
        check(OTHERS, new MatchAllDocsQuery(), false);
    }

    @Test
    void so_are_those_of_some_events_only() throws IOException {
        check(USER, new TermQuery(new Term("host.name", "h1")), true);
    }
}
