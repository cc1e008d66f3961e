package dev.vedette.host.search;

import dev.vedette.api.event.Event;
import dev.vedette.api.event.Field;
import dev.vedette.api.event.IpAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What queries mean, once more, in plain Java over a list of events, and sharing nothing with the engine. */
final class Reference {
    private Reference() {}

    /** A condition in both languages, and its meaning. */
    record Cond(String pipes, String aql, Predicate<Event> meaning) {}

    /** A group's key in both languages, and the groups that an event is in. */
    record Key(String pipes, String aql, Function<Event, List<@Nullable Object>> values) {}

    /** An aggregate in both languages, and its figure. */
    record Agg(String pipes, String aql, Function<List<Event>, @Nullable Object> figure) {}

    /** Nulls last; texts without regard to case first, then by their letters. */
    static final Comparator<@Nullable Object> ORDER = (a, b) -> {
        if (a == null || b == null) {
            return a == null ? b == null ? 0 : 1 : -1;
        }
        if (a instanceof List<?> x && b instanceof List<?> y) {
            return Reference.ORDER.compare(x.get(0), y.get(0)); // sorted: the smallest stands for all
        }
        if (a instanceof Number x && b instanceof Number y) {
            return Double.compare(x.doubleValue(), y.doubleValue());
        }
        if (a instanceof Number || b instanceof Number) {
            return a instanceof Number ? -1 : 1;
        }
        if (a instanceof IpAddress x && b instanceof IpAddress y) {
            return x.compareTo(y);
        }
        if (a instanceof Instant x && b instanceof Instant y) {
            return x.compareTo(y);
        }
        int folded =
                a.toString().toLowerCase(Locale.ROOT).compareTo(b.toString().toLowerCase(Locale.ROOT));
        return folded != 0 ? folded : a.toString().compareTo(b.toString());
    };

    static List<@Nullable Object> membersOrNull(Event event, Field field) {
        return event.has(field)
                ? new ArrayList<>(new LinkedHashSet<>(event.values(field)))
                : Arrays.asList((Object) null);
    }

    /** Groups, their figures, sorted by the first figure downwards and then by the keys. */
    static List<List<@Nullable Object>> grouped(
            List<Event> events, Predicate<Event> where, List<Key> keys, List<Agg> aggregates, long limit) {
        Map<List<@Nullable Object>, List<Event>> groups = new HashMap<>();
        if (keys.isEmpty()) {
            groups.put(List.of(), new ArrayList<>());
        }
        for (Event event : events) {
            if (where.test(event)) {
                List<List<@Nullable Object>> combinations = List.of(List.of());
                for (Key key : keys) {
                    List<List<@Nullable Object>> longer = new ArrayList<>();
                    for (List<@Nullable Object> one : combinations) {
                        for (Object value : key.values.apply(event)) {
                            List<@Nullable Object> more = new ArrayList<>(one);
                            more.add(value);
                            longer.add(more);
                        }
                    }
                    combinations = longer;
                }
                combinations.forEach(key ->
                        groups.computeIfAbsent(key, k -> new ArrayList<>()).add(event));
            }
        }
        List<List<@Nullable Object>> rows = new ArrayList<>();
        groups.forEach((key, members) -> {
            List<@Nullable Object> row = new ArrayList<>(key);
            aggregates.forEach(aggregate -> row.add(aggregate.figure.apply(members)));
            rows.add(row);
        });
        rows.sort((a, b) -> {
            int first = keys.size();
            int compared = -ORDER.compare(a.get(first), b.get(first));
            boolean missing = a.get(first) == null || b.get(first) == null;
            compared = missing ? -compared : compared;
            for (int i = 0; compared == 0 && i < keys.size(); i++) {
                compared = ORDER.compare(a.get(i), b.get(i));
            }
            return compared;
        });
        return rows.subList(0, (int) Math.min(limit, rows.size()));
    }

    static List<Double> numbers(List<Event> events, Field field) {
        return events.stream()
                .flatMap(event -> new LinkedHashSet<>(event.values(field)).stream())
                .filter(Number.class::isInstance)
                .map(number -> ((Number) number).doubleValue())
                .toList();
    }

    static Agg sum(Field field) {
        return agg(
                "sum(%s)",
                field, events -> {
                    List<Double> numbers = numbers(events, field);
                    return numbers.isEmpty()
                            ? null
                            : (Object) numbers.stream().mapToDouble(d -> d).sum();
                });
    }

    static Agg avg(Field field) {
        return agg(
                "avg(%s)",
                field, events -> {
                    List<Double> numbers = numbers(events, field);
                    return numbers.isEmpty()
                            ? null
                            : (Object) numbers.stream()
                                    .mapToDouble(d -> d)
                                    .average()
                                    .orElseThrow();
                });
    }

    static Agg stdev(Field field) {
        return agg(
                "stdev(%s)",
                field, events -> {
                    List<Double> numbers = numbers(events, field);
                    double mean = numbers.stream().mapToDouble(d -> d).average().orElse(0);
                    double squares = numbers.stream()
                            .mapToDouble(d -> (d - mean) * (d - mean))
                            .sum();
                    return numbers.size() < 2 ? null : (Object) Math.sqrt(squares / (numbers.size() - 1));
                });
    }

    static Agg percentile(Field field, int percent) {
        return agg("percentile(%s, " + percent + ")", field, events -> {
            List<Double> sorted = numbers(events, field).stream().sorted().toList();
            int rank = (int) Math.ceil(sorted.size() * percent / 100.0);
            return sorted.isEmpty() ? null : (Object) sorted.get(Math.max(1, rank) - 1);
        });
    }

    static Agg distinct(Field field) {
        return new Agg(
                "dc(" + field + ")",
                "UNIQUECOUNT(" + field + ")",
                events -> events.stream()
                        .flatMap(event -> event.values(field).stream())
                        .distinct()
                        .count());
    }

    static Agg least(Field field, boolean least) {
        return agg((least ? "min" : "max") + "(%s)", field, events -> {
            List<Object> all = events.stream()
                    .flatMap(event -> event.values(field).stream())
                    .sorted(least ? ORDER : ORDER.reversed())
                    .collect(Collectors.toList());
            return all.isEmpty() ? null : all.get(0);
        });
    }

    static Agg values(Field field) {
        return agg(
                "values(%s)",
                field, events -> {
                    TreeSet<Object> all = new TreeSet<>(ORDER);
                    events.forEach(event -> all.addAll(event.values(field)));
                    return all.isEmpty() ? null : List.copyOf(all);
                });
    }

    /** By time, then the least of those of one moment. */
    static Agg byTime(Field field, boolean first) {
        return agg((first ? "first" : "last") + "(%s)", field, events -> {
            Comparator<Event> time = Comparator.comparing(Event::timestamp);
            Comparator<Event> order = (first ? time : time.reversed())
                    .thenComparing(
                            event -> event.values(field).stream().min(ORDER).orElseThrow(), ORDER);
            return events.stream()
                    .filter(event -> event.has(field))
                    .min(order)
                    .flatMap(event -> event.values(field).stream().min(ORDER))
                    .orElse(null);
        });
    }

    private static Agg agg(String form, Field field, Function<List<Event>, @Nullable Object> figure) {
        String text = String.format(Locale.ROOT, form, field);
        return new Agg(
                text,
                text.toUpperCase(Locale.ROOT).replace(field.name().toUpperCase(Locale.ROOT), field.name()),
                figure);
    }
}
