package dev.vedette.host.store;

import dev.vedette.api.event.Event;
import dev.vedette.api.event.Field;
import dev.vedette.host.access.ClientScope;
import dev.vedette.host.query.Condition;
import dev.vedette.host.query.SearchPlan;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.search.TopFieldDocs;
import org.apache.lucene.search.TotalHits;
import org.jspecify.annotations.Nullable;

/** Answers questions from the slices that a caller may see, the newest first. */
final class Searches {
    private final TimeSlices slices;
    private final StoreSettings settings;
    private final Clock clock;
    private final SharedOrdinals ordinals = new SharedOrdinals();

    Searches(TimeSlices slices, StoreSettings settings, Clock clock) {
        this.slices = slices;
        this.settings = settings;
        this.clock = clock;
    }

    /** Something done with one slice's searcher and the query compiled for it. */
    @FunctionalInterface
    private interface Part<T> {
        T of(IndexSearcher searcher, Query query) throws IOException;
    }

    private <T> T ask(Slice slice, SearchPlan plan, T none, Part<T> part) throws IOException {
        long now = clock.millis();
        long oldest = now - settings.refresh().toMillis();
        return slices.guarded(
                slice,
                none,
                target ->
                        target.search(now, oldest, none, searcher -> part.of(searcher, query(slice, searcher, plan))));
    }

    private static Query query(Slice slice, IndexSearcher searcher, SearchPlan plan) throws IOException {
        Query query = new SearchCompiler(searcher.getIndexReader()).compile(plan.condition());
        return slice.name().isWithin(plan.from(), plan.to())
                ? query
                : SearchCompiler.during(query, Nanos.of(plan.from()), beforeNanos(plan.to()));
    }

    /** The last nanosecond before a time. */
    private static long beforeNanos(Instant to) {
        return Nanos.fits(to) ? Nanos.of(to) - 1 : Nanos.of(to);
    }

    private List<Slice> within(ClientScope scope, SearchPlan plan) {
        return slices.within(scope, plan.from(), plan.to());
    }

    /** Hits of one slice. */
    private record Page(List<Event> events, long total, boolean exact) {
        static final Page EMPTY = new Page(List.of(), 0, true);
    }

    SearchResult search(ClientScope scope, SearchPlan plan) throws IOException {
        List<Event> found = new ArrayList<>();
        int most = plan.limit() == 0 ? 0 : plan.limit() + 1; // one more shows whether the page ends within a moment
        long total = 0;
        boolean exact = true;
        for (Slice slice : within(scope, plan)) {
            boolean pageIsFull = found.size() >= plan.limit()
                    && (plan.limit() == 0
                            || !found.get(plan.limit() - 1)
                                    .timestamp()
                                    .isBefore(slice.name().end()));
            if (pageIsFull && total > SearchResult.EXACT_UP_TO) {
                exact = false; // there may be more here, and nobody needs to know how many
                break;
            }
            int wanted = pageIsFull ? 0 : most;
            int enough = (int) Math.max(0, SearchResult.EXACT_UP_TO - total);
            Page page = ask(slice, plan, Page.EMPTY, (searcher, query) -> page(searcher, query, wanted, enough));
            total += page.total;
            exact &= page.exact;
            found.addAll(page.events);
            found.sort(Comparator.comparing(Event::timestamp).reversed());
            if (found.size() > most) {
                found.subList(most, found.size()).clear();
            }
        }
        return new SearchResult(page(scope, plan, found), total, exact);
    }

    /** In the order of cursors, so that whoever goes on behind the last one misses nothing and meets nothing twice. */
    private List<Event> page(ClientScope scope, SearchPlan plan, List<Event> found) throws IOException {
        List<Event> page = new ArrayList<>(found.subList(0, Math.min(found.size(), plan.limit())));
        if (found.size() > page.size() && !page.isEmpty()) {
            Instant last = page.getLast().timestamp();
            if (found.getLast().timestamp().equals(last)) { // the index has no order within a moment
                page.removeIf(event -> event.timestamp().equals(last));
                scan(scope, plan.until(last), null, ScanControl.NONE, event -> {
                    page.add(event);
                    return page.size() < plan.limit();
                });
            }
        }
        page.sort(EventCursor.ORDER);
        return page;
    }

    private static Page page(IndexSearcher searcher, Query query, int wanted, int enough) throws IOException {
        if (wanted == 0) {
            long count = CountUpTo.count(searcher, query, enough + 1);
            return new Page(List.of(), count, count <= enough);
        }
        TopFieldDocs top = searcher.search(query, new TopFieldCollectorManager(Slice.NEWEST, wanted, null, enough));
        boolean exact = top.totalHits.relation() == TotalHits.Relation.EQUAL_TO;
        return new Page(EventLoader.load(searcher, top.scoreDocs), top.totalHits.value(), exact);
    }

    long count(ClientScope scope, SearchPlan plan) throws IOException {
        long count = 0;
        for (Slice slice : within(scope, plan)) {
            count += ask(slice, plan, 0L, (searcher, query) -> (long) searcher.count(query));
        }
        return count;
    }

    /** Whether a slice has an event that matches. */
    boolean any(Slice slice, SearchPlan plan) throws IOException {
        return ask(slice, plan, 0L, (searcher, query) -> CountUpTo.count(searcher, query, 1)) > 0;
    }

    /** Every event of a slice that matches, also one that was added just now. */
    List<Event> all(Slice slice, Condition condition) throws IOException {
        long now = clock.millis();
        return slice.search(now, now + 1, List.of(), searcher -> {
            Query query = new SearchCompiler(searcher.getIndexReader()).compile(condition);
            int count = searcher.count(query);
            return count == 0 ? List.of() : EventLoader.load(searcher, searcher.search(query, count).scoreDocs);
        });
    }

    List<Event> get(ClientScope scope, String id) throws IOException {
        long now = clock.millis();
        long oldest = now - settings.refresh().toMillis();
        EventId wanted = EventId.of(id);
        for (Slice slice : slices.within(scope, Instant.MIN, Instant.MAX)) {
            List<Event> none = List.of();
            if (!slices.guarded(slice, false, target -> target.mayHold(wanted))) {
                continue;
            }
            List<Event> found = slices.guarded(
                    slice,
                    none,
                    target -> target.search(
                            now,
                            oldest,
                            none,
                            searcher ->
                                    EventLoader.load(searcher, searcher.search(SearchCompiler.id(id), 1).scoreDocs)));
            if (!found.isEmpty()) {
                return found;
            }
        }
        return List.of();
    }

    List<TermCount> top(ClientScope scope, SearchPlan plan, Field field, int n) throws IOException {
        ValueCounts counts = new ValueCounts(field);
        List<Held> held = new ArrayList<>(); // until the last value has been read
        try {
            for (Slice slice : within(scope, plan)) {
                slices.guarded(slice, false, target -> {
                    long now = clock.millis();
                    Held one = target.hold(now, now - settings.refresh().toMillis());
                    if (one != null) {
                        held.add(one);
                        collect(one.searcher(), query(slice, one.searcher(), plan), counts);
                    }
                    return true;
                });
            }
            return counts.top(n, ordinals);
        } finally {
            for (Held one : held) {
                one.release();
            }
        }
    }

    private static <T> int collect(IndexSearcher searcher, Query query, CollectorManager<?, T> manager)
            throws IOException {
        searcher.search(query, manager);
        return 0;
    }

    List<TimeCount> histogram(ClientScope scope, SearchPlan plan, Duration bucket) throws IOException {
        TimeCounts counts = new TimeCounts(bucket);
        for (Slice slice : within(scope, plan)) {
            ask(slice, plan, 0, (searcher, query) -> collect(searcher, query, counts));
        }
        Map<Long, Long> sorted = new TreeMap<>(counts.counts());
        List<TimeCount> buckets = new ArrayList<>(sorted.size());
        sorted.forEach((start, count) -> buckets.add(new TimeCount(Nanos.toInstant(start), count)));
        return buckets;
    }

    ScanEnd scan(
            ClientScope scope, SearchPlan plan, @Nullable EventCursor after, ScanControl control, Predicate<Event> sink)
            throws IOException {
        SearchPlan left = after == null ? plan : plan.until(after.time());
        List<Slice> within = within(scope, left);
        OrderedScan.Opening opening = new OrderedScan.Opening() {
            @Override
            public @Nullable Held open(Slice slice) throws IOException {
                long now = clock.millis();
                return slice.hold(now, now - settings.refresh().toMillis());
            }

            @Override
            public Query query(Slice slice, IndexSearcher searcher) throws IOException {
                return Searches.query(slice, searcher, left);
            }
        };
        return new OrderedScan(slices, within, opening, after, new ScanMeter(control, within.size()), sink).run();
    }

    ScanEnd sweep(ClientScope scope, SearchPlan plan, List<Field> columns, ScanControl control, ColumnSink sink)
            throws IOException {
        List<Slice> within = within(scope, plan);
        ScanMeter meter = new ScanMeter(control, within.size());
        Sweep sweep = new Sweep(columns, sink, meter);
        for (Slice slice : within) {
            if (!ask(slice, plan, true, sweep::slice)) {
                break;
            }
            meter.sliceDone();
        }
        return meter.end();
    }
}
