package dev.vedette.host.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.api.event.Event;
import dev.vedette.api.event.EventDraft;
import dev.vedette.api.event.Field;
import dev.vedette.api.event.HostFields;
import dev.vedette.api.event.IpAddress;
import dev.vedette.api.event.Origin;
import dev.vedette.api.event.RawRecord;
import dev.vedette.host.access.ClientScope;
import dev.vedette.host.query.QueryLanguage;
import dev.vedette.host.query.QueryPlan;
import dev.vedette.host.query.aql.Aql;
import dev.vedette.host.search.Reference.Agg;
import dev.vedette.host.search.Reference.Cond;
import dev.vedette.host.search.Reference.Key;
import dev.vedette.host.store.EventCursor;
import dev.vedette.host.store.LuceneEventStore;
import dev.vedette.host.store.ScanControl;
import dev.vedette.host.store.StoreSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random queries of both languages over random events give what plain Java gives. */
class QueryAgainstReferenceTest {
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");
    private static final Field USER = Field.of("user.name");
    private static final Field IP = Field.of("source.ip");
    private static final Field PORT = Field.of("source.port");
    private static final Field RISK = Field.of("event.risk_score");
    private static final Field CATEGORY = Field.of("event.category");
    private static final Field MESSAGE = Field.of("message");
    private static final Field LEVEL = Field.of("acme.level");
    private static final List<Event> EVENTS = new ArrayList<>();
    private static LuceneEventStore store;

    private final Random random = new Random(20);

    @TempDir
    static Path folder;

    @BeforeAll
    static void fill() throws IOException {
        store = LuceneEventStore.open(folder, StoreSettings.defaults().withRamBytes(8 << 20), Clock.systemUTC());
        Random random = new Random(8);
        for (int i = 0; i < 700; i++) {
            EVENTS.add(event(random, i));
            store.append(EVENTS.get(i));
            if (i % 150 == 0) {
                store.refresh();
            }
        }
        store.refresh();
        EVENTS.sort(EventCursor.ORDER);
    }

    @AfterAll
    static void close() throws IOException {
        store.close();
        EVENTS.clear();
    }

    private static Event event(Random random, int number) {
        Instant time = NOON.plusSeconds(random.nextInt(200_000));
        RawRecord raw = new RawRecord(
                ("record " + number).getBytes(StandardCharsets.UTF_8),
                time,
                Origin.of(random.nextBoolean() ? "acme" : "umbrella", "http").build());
        EventDraft draft = new EventDraft(raw).timestamp(time);
        draft.set(Event.ID, String.format(Locale.ROOT, "%016x", number));
        if (random.nextInt(5) > 0) {
            draft.set(USER, List.of("root", "Root", "alice", "bob", "svc-7").get(random.nextInt(5)));
        }
        if (random.nextInt(4) > 0) {
            List<Object> addresses = new ArrayList<>();
            for (int n = random.nextInt(8) == 0 ? 3 : 1; n > 0; n--) {
                addresses.add(IpAddress.ofV4(0x0A000000 | random.nextInt(2) << 16 | random.nextInt(5)));
            }
            draft.set(IP, addresses.get(0));
            if (addresses.size() > 1) {
                draft.setAll(Field.of("related.ip"), addresses);
            }
        }
        if (random.nextInt(4) > 0) {
            draft.set(PORT, (long) random.nextInt(40));
        }
        if (random.nextInt(3) > 0) {
            draft.set(RISK, random.nextInt(20) / 2.0);
        }
        if (random.nextBoolean()) {
            List<Object> some = new ArrayList<>(List.of("network", "process", "file"));
            draft.setAll(CATEGORY, some.subList(0, 1 + random.nextInt(3)));
        }
        if (random.nextBoolean()) {
            draft.set(MESSAGE, random.nextBoolean() ? "Failed password for root" : "session opened");
        }
        if (random.nextInt(3) == 0) {
            draft.set(LEVEL, random.nextBoolean() ? (Object) "high" : (Object) (long) random.nextInt(4));
        }
        if (random.nextInt(40) == 0) {
            draft.set(HostFields.COUNT, 1L + random.nextInt(9));
        }
        return draft.freeze().get(0);
    }

    private static long weight(Event event) {
        return event.number(HostFields.COUNT, 1);
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private static Cond both(String text, Predicate<Event> meaning) {
        return new Cond(text, text, meaning);
    }

    private Cond leaf() {
        String name = any(List.of("root", "ALICE", "bob", "nobody"));
        int port = random.nextInt(40);
        double risk = random.nextInt(20) / 2.0;
        return switch (random.nextInt(16)) {
            case 0 -> both("user.name = '" + name + "'", event -> name.equalsIgnoreCase(event.text(USER)));
            case 1 -> both("user.name != '" + name + "'", event -> !name.equalsIgnoreCase(event.text(USER)));
            case 2 -> both("source.port > " + port, event -> event.has(PORT) && event.number(PORT, 0) > port);
            case 3 ->
                both(
                        "source.port BETWEEN " + port + " AND " + (port + 5),
                        event -> event.has(PORT) && event.number(PORT, 0) >= port && event.number(PORT, 0) <= port + 5);
            case 4 ->
                both(
                        "NOT event.risk_score >= " + risk,
                        event ->
                                !(event.has(RISK) && (Double) event.values(RISK).get(0) >= risk));
            case 5 ->
                both("source.port * 2 + 1 > " + port, event -> event.has(PORT) && event.number(PORT, 0) * 2 + 1 > port);
            case 6 -> both("source.port % 3 = 1", event -> event.has(PORT) && event.number(PORT, 0) % 3 == 1);
            case 7 ->
                both(
                        "strlen(user.name) > 3",
                        event -> event.has(USER)
                                && String.valueOf(event.text(USER)).length() > 3);
            case 8 -> both("user.name LIKE 'R%t'", event -> "Root".equals(event.text(USER)));
            case 9 ->
                both(
                        "user.name ILIKE '%O%'",
                        event -> event.has(USER) && lower(event, USER).contains("o"));
            case 10 ->
                both(
                        "user.name MATCHES '^[a-c]|-\\d$'",
                        event -> event.has(USER)
                                && lower(event, USER).matches("[a-c].*|.*-\\d")
                                && !"Root".equals(event.text(USER)));
            case 11 -> both("source.ip IS NULL", event -> !event.has(IP));
            case 12 ->
                both(
                        "incidr('10.1.0.0/16', related.ip)",
                        event -> event.values(Field.of("related.ip")).stream()
                                .anyMatch(ip -> ip.toString().startsWith("10.1.")));
            case 13 ->
                both(
                        "event.category IN ('file', 'none')",
                        event -> event.values(CATEGORY).contains("file"));
            case 14 ->
                both(
                        "message = 'failed password for root'",
                        event -> event.has(MESSAGE) && lower(event, MESSAGE).equals("failed password for root"));
            default ->
                both(
                        "acme.level >= 2",
                        event -> event.values(LEVEL).stream().anyMatch(value -> value instanceof Long n && n >= 2));
        };
    }

    private static String lower(Event event, Field field) {
        return String.valueOf(event.text(field)).toLowerCase(Locale.ROOT);
    }

    private Cond condition(int depth) {
        if (depth == 0) {
            return leaf();
        }
        Cond a = condition(depth - 1);
        Cond b = condition(depth - 1);
        boolean and = random.nextBoolean();
        String text =
                (random.nextInt(4) == 0 ? "NOT " : "") + "(" + a.pipes() + (and ? " AND " : " OR ") + b.pipes() + ")";
        Predicate<Event> meaning =
                and ? a.meaning().and(b.meaning()) : a.meaning().or(b.meaning());
        return both(text, text.startsWith("NOT") ? meaning.negate() : meaning);
    }

    private Key key() {
        return switch (random.nextInt(5)) {
            case 0 -> field(IP);
            case 1 -> field(CATEGORY);
            case 2 -> field(PORT);
            case 3 -> field(LEVEL);
            default -> field(USER);
        };
    }

    private static Key field(Field field) {
        return new Key(field.name(), field.name(), event -> Reference.membersOrNull(event, field));
    }

    private Agg aggregate() {
        Field number = any(List.of(PORT, RISK, LEVEL));
        Field any = any(List.of(USER, IP, CATEGORY, PORT));
        return switch (random.nextInt(11)) {
            case 0 -> Reference.sum(number);
            case 1 -> Reference.avg(number);
            case 2 -> Reference.stdev(number);
            case 3 -> Reference.percentile(number, 1 + random.nextInt(100));
            case 4 -> Reference.distinct(any);
            case 5 -> Reference.least(any, true);
            case 6 -> Reference.least(any, false);
            case 7 -> Reference.values(any);
            case 8 -> Reference.byTime(any, random.nextBoolean());
            case 9 ->
                new Agg(
                        "count(" + any + ")",
                        "COUNT(" + any + ")",
                        events -> events.stream()
                                .filter(event -> event.has(any))
                                .mapToLong(QueryAgainstReferenceTest::weight)
                                .sum());
            default ->
                new Agg(
                        "count()",
                        "COUNT(*)",
                        events -> events.stream()
                                .mapToLong(QueryAgainstReferenceTest::weight)
                                .sum());
        };
    }

    private static List<List<@Nullable Object>> run(QueryPlan plan) throws QueryLimitException {
        QueryRun run = new QueryRun(store, QuerySettings.DEFAULTS, Clock.fixed(NOON, ZoneOffset.UTC));
        return run.run(ClientScope.ALL, plan, ScanControl.NONE, table -> {}).rows();
    }

    @Test
    void groups_are_the_same_in_both_languages_as_in_plain_java() throws Exception {
        int filled = 0;
        for (int i = 0; i < 400; i++) {
            Cond where = condition(i % 3);
            boolean all = random.nextInt(4) == 0;
            List<Key> keys =
                    i % 5 == 0 ? List.of() : i % 5 == 1 ? List.of(field(USER), field(CATEGORY)) : List.of(key());
            Agg agg = aggregate();
            while (agg.pipes().startsWith("stdev")) {
                agg = aggregate(); // equal ones differ in their last digit, and rows are sorted by it
            }
            Agg second = aggregate();
            long limit = 1 + random.nextInt(30);
            Predicate<Event> meaning = all ? event -> true : where.meaning();
            List<List<@Nullable Object>> expected =
                    Reference.grouped(EVENTS, meaning, keys, List.of(agg, second), limit);
            String by = String.join(", ", keys.stream().map(Key::pipes).toList());
            String sort = "a" + (by.isEmpty() ? "" : ", " + by);
            String pipes =
                    (all ? "" : "| where " + where.pipes()) + " | stats " + agg.pipes() + " as a, " + second.pipes()
                            + " as b" + (by.isEmpty() ? "" : " by " + by) + " | sort -" + sort + " | head " + limit;
            compare(run(QueryLanguage.plan(pipes)), expected, pipes);
            String keyed = String.join(", ", keys.stream().map(Key::aql).toList());
            String aql = "SELECT " + (keyed.isEmpty() ? "" : keyed + ", ") + agg.aql() + " AS a, " + second.aql()
                    + " AS b FROM events" + (all ? "" : " WHERE " + where.aql())
                    + (keyed.isEmpty() ? "" : " GROUP BY " + keyed) + " ORDER BY a DESC"
                    + (keyed.isEmpty() ? "" : ", " + keyed) + " LIMIT " + limit;
            compare(run(Aql.plan(aql, ZoneOffset.UTC, NOON)), expected, aql);
            filled += expected.size() > 1 ? 1 : 0;
        }
        assertThat(filled).isGreaterThan(150);
    }

    private static void compare(
            List<List<@Nullable Object>> found, List<List<@Nullable Object>> expected, String query) {
        assertThat(found).as(query).hasSameSizeAs(expected);
        for (int i = 0; i < found.size(); i++) {
            for (int j = 0; j < found.get(i).size(); j++) {
                Object value = found.get(i).get(j);
                Object wanted = expected.get(i).get(j);
                boolean near = value instanceof Number a
                        && wanted instanceof Number b
                        && Math.abs(a.doubleValue() - b.doubleValue()) < 1e-6;
                if (!near) {
                    assertThat(value).as(query + ", row " + i).isEqualTo(wanted);
                }
            }
        }
    }

    @Test
    void rows_of_events_are_filtered_sorted_and_cut_as_in_plain_java() throws Exception {
        for (int i = 0; i < 300; i++) {
            Cond where = condition(i % 3);
            List<Event> found = EVENTS.stream().filter(where.meaning()).toList();
            long limit = 1 + random.nextInt(400);
            List<Event> expected;
            String pipes = "| where " + where.pipes();
            switch (i % 4) {
                case 0 -> {
                    pipes += " | head " + limit;
                    expected = found.stream().limit(limit).toList();
                }
                case 1 -> {
                    pipes += " | tail " + limit;
                    expected = found.subList((int) Math.max(0, found.size() - limit), found.size());
                }
                case 2 -> {
                    pipes += " | sort source.port | head " + limit;
                    expected = found.stream()
                            .sorted((a, b) -> Reference.ORDER.compare(a.get(PORT), b.get(PORT)))
                            .limit(limit)
                            .toList();
                }
                default -> {
                    pipes += " | dedup user.name, event.category";
                    Set<List<@Nullable Object>> seen = new HashSet<>();
                    expected = found.stream()
                            .filter(event -> seen.add(Arrays.asList(
                                    event.get(USER), event.has(CATEGORY) ? Set.copyOf(event.values(CATEGORY)) : null)))
                            .toList();
                }
            }
            List<List<@Nullable Object>> rows = run(QueryLanguage.plan(pipes + " | fields event.id, user.name"));
            assertThat(rows)
                    .as(pipes)
                    .isEqualTo(expected.stream()
                            .map(event -> Arrays.asList((Object) event.id(), event.get(USER)))
                            .toList());
        }
    }

    @Test
    void shortcuts_through_the_store_count_what_the_long_way_counts() throws Exception {
        Set<Event> coalesced = new HashSet<>(
                EVENTS.stream().filter(event -> event.has(HostFields.COUNT)).toList());
        List<Event> plain =
                EVENTS.stream().filter(event -> !coalesced.contains(event)).toList();
        String alone = "NOT vedette.count:* ";
        for (Field field : List.of(USER, IP, PORT, CATEGORY, LEVEL)) {
            List<List<@Nullable Object>> expected = Reference.grouped(
                    plain, event -> true, List.of(field(field)), List.of(new Agg("", "", e -> (long) e.size())), 1000);
            String pipes = alone + "| stats count() by " + field + " | sort -count, " + field;
            compare(run(QueryLanguage.plan(pipes)), expected, pipes);
        }
        Key bin = new Key(
                "", "", event -> List.of(Instant.ofEpochSecond(event.timestamp().getEpochSecond() / 3600 * 3600)));
        List<List<@Nullable Object>> hours = Reference.grouped(
                plain, event -> true, List.of(bin), List.of(new Agg("", "", e -> (long) e.size())), 1000);
        QueryPlan timed = QueryLanguage.plan(alone + "| stats count() by time span=1h | sort -count, time")
                .during(NOON.minusSeconds(1_000_000), NOON.plusSeconds(1_000_000));
        compare(run(timed), hours, "by hour");
        assertThat(run(QueryLanguage.plan(alone + "| stats count()"))).containsExactly(List.of((long) plain.size()));
    }
}
