package dev.vedette.host.query.run;

import dev.vedette.host.query.expr.Aggregate;
import dev.vedette.host.query.expr.Values;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rows into groups. A list among the keys puts its row into the group of each of its members; a key that is missing
 * makes a group of its own, whose key is null. Groups come out in the order of their keys.
 */
final class Grouping implements RowSink {
    private static final String ESTIMATE =
            "percentiles over more than " + Percentile.EXACT + " values are estimates, at most one percent off";

    private final List<Computation> keys;
    private final List<Aggregate> aggregates;
    private final List<Computation> values;
    private final Computation weight;
    private final Computation time;
    private final RunLimits limits;
    private final RunState run;
    private final Layout output;
    private final RowSink next;
    private boolean estimated;
    private final Map<List<@Nullable Object>, Accumulator[]> groups = new HashMap<>();
    private final String names;

    /** What a group stage computes of each row. */
    record Parts(
            List<Computation> keys,
            List<Aggregate> aggregates,
            List<Computation> values,
            Computation weight,
            Computation time,
            String names) {}

    Grouping(Parts parts, Layout output, RunState run, RowSink next) {
        this.keys = parts.keys;
        this.aggregates = parts.aggregates;
        this.values = parts.values;
        this.weight = parts.weight;
        this.time = parts.time;
        this.names = parts.names;
        this.limits = run.limits();
        this.run = run;
        this.output = output;
        this.next = next;
        if (keys.isEmpty()) {
            group(List.of());
        }
    }

    @Override
    public boolean take(@Nullable Object[] row) {
        @Nullable Object[] key = new @Nullable Object[keys.size()];
        add(row, key, 0);
        return true;
    }

    private void add(@Nullable Object[] row, @Nullable Object[] key, int from) {
        for (int i = from; i < key.length; i++) {
            Object value = keys.get(i).of(row);
            if (value instanceof List<?> list) {
                for (Object member : new HashSet<>(list)) {
                    key[i] = member;
                    add(row, key, i + 1);
                }
                return;
            }
            key[i] = value;
        }
        addTo(group(Arrays.asList(key.clone())), row);
    }

    private Accumulator[] group(List<@Nullable Object> key) {
        Accumulator[] known = groups.get(key);
        if (known != null) {
            return known;
        }
        if (groups.size() >= limits.groups()) {
            throw new LimitReachedException("there are more than " + limits.groups() + " groups by " + names
                    + "; narrow the search or the time, group by something with fewer values, or raise"
                    + " search.query.max-groups");
        }
        Accumulator[] made = new Accumulator[aggregates.size()];
        Arrays.setAll(made, i -> Accumulator.of(aggregates.get(i), run.values()));
        groups.put(key, made);
        return made;
    }

    private void addTo(Accumulator[] group, @Nullable Object[] row) {
        long events = weight.of(row) instanceof Long count && count > 0 ? count : 1;
        Instant when = time.of(row) instanceof Instant instant ? instant : null;
        for (int i = 0; i < group.length; i++) {
            group[i].add(values.get(i).of(row), events, when);
        }
    }

    @Override
    public void finish() {
        preview(next);
        groups.clear();
        next.finish();
    }

    @Override
    public boolean preview(RowSink to) {
        List<@Nullable Object[]> rows = new ArrayList<>(groups.size());
        groups.forEach((key, group) -> {
            @Nullable Object[] row = new @Nullable Object[output.size()];
            for (int i = 0; i < key.size(); i++) {
                row[1 + i] = key.get(i);
            }
            for (int i = 0; i < group.length; i++) {
                row[1 + key.size() + i] = group[i].result();
                estimated |= group[i] instanceof Percentile percentile && percentile.isEstimate();
            }
            rows.add(row);
        });
        if (estimated) {
            run.note(ESTIMATE);
        }
        rows.sort(byKeys(keys.size()));
        for (@Nullable Object[] row : rows) {
            if (!to.take(row)) {
                break;
            }
        }
        return true;
    }

    private static Comparator<@Nullable Object[]> byKeys(int keys) {
        return (a, b) -> {
            for (int i = 1; i <= keys; i++) {
                int compared = Values.ORDER.compare(a[i], b[i]);
                if (compared != 0) {
                    return compared;
                }
            }
            return 0;
        };
    }
}
