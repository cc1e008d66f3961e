package dev.vedette.host.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.api.event.Event;
import dev.vedette.api.event.Field;
import dev.vedette.api.event.FieldType;
import dev.vedette.api.event.IpAddress;
import dev.vedette.host.access.ClientScope;
import dev.vedette.host.query.Condition;
import dev.vedette.host.query.EventFilter;
import dev.vedette.host.query.SearchPlan;
import dev.vedette.host.query.Words;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The index finds exactly what the plain meaning of a condition finds. */
class SearchMeaningTest {
    private static final List<Event> EVENTS = new ArrayList<>();
    private static LuceneEventStore store;

    private final Random random = new Random(11);

    @TempDir
    static Path folder;

    @BeforeAll
    static void fill() throws IOException {
        store = LuceneEventStore.open(folder, StoreSettings.defaults().withRamBytes(8 << 20), Clock.systemUTC());
        RandomEvents random = new RandomEvents(99);
        for (int i = 0; i < 500; i++) {
            EVENTS.add(random.next());
            store.append(EVENTS.get(i));
            if (i % 130 == 0) {
                store.refresh(); // several segments
            }
        }
        store.refresh();
    }

    @AfterAll
    static void close() throws IOException {
        store.close();
        EVENTS.clear();
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private Condition leaf() {
        if (random.nextInt(8) == 0) {
            return text();
        }
        Field field =
                random.nextInt(15) == 0 ? random.nextBoolean() ? Event.ID : Event.TIMESTAMP : any(RandomEvents.all());
        Object value = valueOf(field);
        String text = value.toString();
        boolean words = field.type() == FieldType.TEXT;
        return switch (random.nextInt(5)) {
            case 0 -> new Condition.Exists(field);
            case 1 -> range(field, text, valueOf(field).toString());
            case 2 -> pattern(field, text);
            case 3 ->
                value instanceof IpAddress && field.type() != FieldType.KEYWORD
                        ? new Condition.Cidr(field, text + "/" + random.nextInt(text.contains(":") ? 129 : 33))
                        : new Condition.Exists(field);
            default ->
                words && Words.of(text).isEmpty()
                        ? new Condition.Exists(field)
                        : new Condition.Equal(field, cased(text));
        };
    }

    private Object valueOf(Field field) {
        for (int i = 0; i < 200; i++) {
            Event event = any(EVENTS);
            if (field == Event.TIMESTAMP) {
                return reachable().timestamp();
            }
            if (event.has(field)) {
                return any(event.values(field));
            }
        }
        throw new AssertionError("no event has " + field);
    }

    /** An event of a time that nanoseconds reach: all others count as the first or last moment. */
    private Event reachable() {
        Event event = any(EVENTS);
        return Nanos.fits(event.timestamp()) ? event : reachable();
    }

    private String cased(String text) {
        return random.nextBoolean() ? text.toUpperCase(java.util.Locale.ROOT) : text;
    }

    private Condition range(Field field, String a, String b) {
        boolean no = field.type() == FieldType.TEXT || field.type() == FieldType.BOOLEAN;
        if (no) {
            return new Condition.Exists(field);
        }
        String lower = random.nextInt(4) == 0 ? null : plain(field, a);
        String upper = lower != null && random.nextInt(4) == 0 ? null : plain(field, b);
        return new Condition.Range(field, lower, upper, random.nextBoolean(), random.nextBoolean());
    }

    /** Numbers as a query writes them: without an exponent. */
    private String plain(Field field, String number) {
        return field.type() == FieldType.DOUBLE
                ? Double.parseDouble(number) > 1e9 || Math.abs(Double.parseDouble(number)) < 1e-9 ? "0" : number
                : number;
    }

    private Condition pattern(Field field, String text) {
        boolean takes =
                field.type() == FieldType.KEYWORD || field.type() == FieldType.TEXT || field.type() == FieldType.ANY;
        if (!takes) {
            return new Condition.Exists(field);
        }
        String some = text.length() > 30 ? text.substring(text.length() - 30) : text;
        StringBuilder pattern = new StringBuilder(random.nextBoolean() ? "*" : "");
        for (char c : some.toCharArray()) {
            boolean keep = random.nextInt(6) > 0;
            pattern.append(
                    keep ? c == '*' || c == '?' || c == '\\' ? "\\" + c : "" + c : random.nextBoolean() ? "*" : "?");
        }
        return new Condition.Wildcard(
                field, pattern.append(random.nextBoolean() ? "*" : "").toString());
    }

    private Condition text() {
        List<String> texts = EventFilter.texts(any(EVENTS));
        List<String> words = texts.isEmpty() ? List.of() : Words.of(any(texts));
        if (words.isEmpty()) {
            return new Condition.Text("password");
        }
        int from = random.nextInt(words.size());
        List<String> some = words.subList(from, Math.min(words.size(), from + 1 + random.nextInt(3)));
        if (random.nextInt(4) == 0) {
            return new Condition.TextWildcard(some.get(0).substring(0, 1) + "*");
        }
        return new Condition.Text(cased(String.join("-", some)));
    }

    private Condition condition(int depth) {
        if (depth == 0 || random.nextInt(3) == 0) {
            return leaf();
        }
        return switch (random.nextInt(3)) {
            case 0 -> new Condition.And(List.of(condition(depth - 1), condition(depth - 1)));
            case 1 -> new Condition.Or(List.of(condition(depth - 1), condition(depth - 1)));
            default -> new Condition.Not(condition(depth - 1));
        };
    }

    @Test
    void the_index_finds_exactly_what_the_condition_means() {
        int some = 0;
        for (int i = 0; i < 500; i++) {
            Condition condition = condition(i % 4 == 0 ? 3 : 0);
            Predicate<Event> meaning = EventFilter.of(condition);
            List<String> expected =
                    EVENTS.stream().filter(meaning).map(Event::id).sorted().toList();
            SearchResult found = store.search(ClientScope.ALL, SearchPlan.of(condition, 5_000));
            assertThat(found.events().stream().map(Event::id).sorted().toList())
                    .as(condition.toString())
                    .isEqualTo(expected);
            assertThat(found.total()).as(condition.toString()).isEqualTo(expected.size());
            some += expected.isEmpty() || expected.size() == EVENTS.size() ? 0 : 1;
        }
        assertThat(some).as("most conditions find some events and not all").isGreaterThan(300);
    }

    @Test
    void a_stretch_of_time_is_cut_exactly() {
        for (int i = 0; i < 200; i++) {
            Instant a = reachable().timestamp();
            Instant b = reachable().timestamp();
            Instant from = a.isBefore(b) ? a : b;
            Instant to = a.isBefore(b) ? b : a;
            int limit = random.nextInt(20);
            List<Event> expected = EVENTS.stream()
                    .filter(event -> !event.timestamp().isBefore(from)
                            && event.timestamp().isBefore(to))
                    .sorted(Comparator.comparing(Event::timestamp).reversed())
                    .toList();
            SearchPlan plan = new SearchPlan(new Condition.Everything(), from, to, limit);
            SearchResult found = store.search(ClientScope.ALL, plan);
            assertThat(found.total()).isEqualTo(expected.size());
            assertThat(store.count(ClientScope.ALL, plan)).isEqualTo(expected.size());
            assertThat(found.events().stream().map(Event::timestamp).toList())
                    .isEqualTo(
                            expected.stream().limit(limit).map(Event::timestamp).toList());
        }
    }

    @Test
    void top_values_are_counted_per_event() {
        for (Field field : RandomEvents.all()) {
            Map<String, Long> expected = EVENTS.stream()
                    .flatMap(event -> new HashSet<>(event.values(field)).stream())
                    .collect(Collectors.groupingBy(Object::toString, Collectors.counting()));
            List<TermCount> top =
                    store.top(ClientScope.ALL, SearchPlan.of(new Condition.Everything(), 0), field, 100_000);
            Map<String, Long> found = top.stream()
                    .collect(Collectors.groupingBy(TermCount::value, Collectors.summingLong(TermCount::count)));
            assertThat(found).as(field.name()).isEqualTo(expected);
            assertThat(top)
                    .isSortedAccordingTo(
                            Comparator.comparingLong(TermCount::count).reversed());
        }
    }

    @Test
    void a_histogram_counts_every_event_once() {
        Duration bucket = Duration.ofMinutes(15);
        SearchPlan plan = new SearchPlan(
                new Condition.Everything(),
                RandomEvents.NOON.minus(Duration.ofDays(20)),
                RandomEvents.NOON.plus(Duration.ofDays(20)),
                0);
        Function<Event, Instant> start =
                event -> Instant.ofEpochSecond(Math.floorDiv(event.timestamp().getEpochSecond(), 900L) * 900);
        Map<Instant, Long> expected = EVENTS.stream()
                .filter(event -> event.timestamp().isAfter(plan.from())
                        && event.timestamp().isBefore(plan.to()))
                .collect(Collectors.groupingBy(start, Collectors.counting()));
        List<TimeCount> found = store.histogram(ClientScope.ALL, plan, bucket);
        assertThat(found.stream().collect(Collectors.toMap(TimeCount::start, TimeCount::count)))
                .isEqualTo(expected);
        assertThat(found).isSortedAccordingTo(Comparator.comparing(TimeCount::start));
    }
}
