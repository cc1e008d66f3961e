package dev.vedette.host.rest;

import dev.vedette.api.event.Event;
import dev.vedette.api.event.Field;
import dev.vedette.host.access.ClientScope;
import dev.vedette.host.query.EventFilter;
import dev.vedette.host.query.SearchPlan;
import dev.vedette.host.store.ColumnSink;
import dev.vedette.host.store.EventCursor;
import dev.vedette.host.store.EventMove;
import dev.vedette.host.store.EventStore;
import dev.vedette.host.store.ScanControl;
import dev.vedette.host.store.ScanEnd;
import dev.vedette.host.store.ScanProgress;
import dev.vedette.host.store.SearchResult;
import dev.vedette.host.store.SliceVerdict;
import dev.vedette.host.store.StoreStatistics;
import dev.vedette.host.store.TermCount;
import dev.vedette.host.store.TimeCount;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A store in a list. */
final class FakeEvents implements EventStore {
    final List<Event> events = new CopyOnWriteArrayList<>();
    /** What a scan does before it hands an event over: a test lets it wait here. */
    volatile Consumer<Event> beforeEach = event -> {};

    @Override
    public void append(Event event) {
        events.add(event);
    }

    @Override
    public void appendReplayed(Event event) {
        events.removeIf(old -> old.id().equals(event.id()));
        events.add(event);
    }

    @Override
    public void remove(Event event) {
        events.removeIf(old -> old.id().equals(event.id()));
    }

    @Override
    public @Nullable EventMove move(Event before, Event after) {
        return null;
    }

    @Override
    public void finish(EventMove move) {}

    @Override
    public boolean needsRollBack() {
        return false;
    }

    @Override
    public void rollBack(String firstId, long committedFrom) {
        events.removeIf(event -> event.id().compareTo(firstId) >= 0);
    }

    private List<Event> matching(ClientScope scope, SearchPlan plan) {
        return events.stream()
                .filter(event -> scope.allows(event.raw().origin().client()))
                .filter(event -> !event.timestamp().isBefore(plan.from())
                        && event.timestamp().isBefore(plan.to()))
                .filter(EventFilter.of(plan.condition()))
                .sorted(Comparator.comparing(Event::timestamp).reversed())
                .toList();
    }

    @Override
    public SearchResult search(ClientScope scope, SearchPlan plan) {
        List<Event> found = matching(scope, plan);
        return new SearchResult(found.stream().limit(plan.limit()).toList(), found.size(), true);
    }

    @Override
    public long count(ClientScope scope, SearchPlan plan) {
        return matching(scope, plan).size();
    }

    @Override
    public @Nullable Event get(ClientScope scope, String eventId) {
        return events.stream()
                .filter(event -> event.id().equals(eventId))
                .filter(event -> scope.allows(event.raw().origin().client()))
                .findFirst()
                .orElse(null);
    }

    @Override
    public List<TermCount> top(ClientScope scope, SearchPlan plan, Field field, int n) {
        Map<String, Long> counts = matching(scope, plan).stream()
                .flatMap(event -> event.values(field).stream())
                .map(Object::toString)
                .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .map(entry -> new TermCount(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingLong(TermCount::count).reversed())
                .limit(n)
                .toList();
    }

    @Override
    public List<TimeCount> histogram(ClientScope scope, SearchPlan plan, Duration bucket) {
        Map<Instant, Long> counts = matching(scope, plan).stream()
                .map(event -> Instant.ofEpochSecond(
                        event.timestamp().getEpochSecond() / bucket.toSeconds() * bucket.toSeconds()))
                .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .map(entry -> new TimeCount(entry.getKey(), entry.getValue()))
                .toList();
    }

    @Override
    public ScanEnd scan(
            ClientScope scope,
            SearchPlan plan,
            @Nullable EventCursor after,
            ScanControl control,
            Predicate<Event> sink) {
        List<Event> found = matching(scope, plan).stream()
                .filter(event -> after == null || after.isBefore(event))
                .sorted(EventCursor.ORDER)
                .toList();
        for (Event event : found) {
            if (control.cancelled()) {
                return ScanEnd.CANCELLED;
            }
            beforeEach.accept(event);
            if (!sink.test(event)) {
                return ScanEnd.ENOUGH;
            }
        }
        control.progress(new ScanProgress(1, 1, found.size(), events.size(), found.size()));
        return ScanEnd.COMPLETE;
    }

    @Override
    public ScanEnd sweep(
            ClientScope scope, SearchPlan plan, List<Field> columns, ScanControl control, ColumnSink sink) {
        return scan(
                scope,
                plan,
                null,
                control,
                event -> sink.take(columns.stream()
                        .map(field -> field == Event.TIMESTAMP
                                ? event.timestamp()
                                : field == SearchPlan.RAW ? event.raw().text() : event.get(field))
                        .toArray()));
    }

    @Override
    public void commit(long journalPosition) {}

    @Override
    public long committedPosition() {
        return 0;
    }

    @Override
    public void refresh() {}

    @Override
    public StoreStatistics statistics() {
        Map<String, StoreStatistics.Totals> clients = events.stream()
                .collect(Collectors.groupingBy(
                        event -> event.raw().origin().client(),
                        Collectors.collectingAndThen(
                                Collectors.counting(), count -> new StoreStatistics.Totals(count, 0, 1))));
        return new StoreStatistics(new StoreStatistics.Totals(events.size(), 0, 1), clients, List.of());
    }

    @Override
    public void close() {}

    @Override
    public void verify(ClientScope scope, Instant from, Instant to, Consumer<SliceVerdict> each) {}
}
