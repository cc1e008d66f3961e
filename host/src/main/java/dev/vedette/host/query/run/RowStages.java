package dev.vedette.host.query.run;

import dev.vedette.host.query.expr.Values;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The stages that need no more than a few lines. */
final class RowStages {
    private RowStages() {}

    /** A stage that passes rows on and keeps none. */
    private abstract static class Passing implements RowSink {
        final RowSink next;

        Passing(RowSink next) {
            this.next = next;
        }

        @Override
        public void finish() {
            next.finish();
        }
    }

    static RowSink where(Computation condition, RowSink next) {
        return new Passing(next) {
            @Override
            public boolean take(@Nullable Object[] row) {
                return !Values.isTrue(condition.of(row)) || next.take(row);
            }
        };
    }

    /** Writes values into places of the row, all computed before any is written. */
    static RowSink compute(List<Computation> values, int[] places, RowSink next) {
        return new Passing(next) {
            @Override
            public boolean take(@Nullable Object[] row) {
                @Nullable Object[] computed = new @Nullable Object[places.length];
                for (int i = 0; i < computed.length; i++) {
                    computed[i] = values.get(i).of(row);
                }
                for (int i = 0; i < computed.length; i++) {
                    row[places[i]] = computed[i];
                }
                return next.take(row);
            }
        };
    }

    static RowSink head(long rows, RowSink next) {
        return new Passing(next) {
            private long left = rows;

            @Override
            public boolean take(@Nullable Object[] row) {
                return left > 0 && next.take(row) && --left > 0;
            }
        };
    }

    static RowSink tail(long rows, int limit, RowSink next) {
        if (rows > limit) {
            throw new LimitReachedException("tail keeps at most " + limit + " rows; ask for fewer, sort the other way"
                    + " round and use head, or raise search.query.max-rows");
        }
        return new Passing(next) {
            private final Deque<@Nullable Object[]> last = new ArrayDeque<>();

            @Override
            public boolean take(@Nullable Object[] row) {
                last.add(row);
                if (last.size() > rows) {
                    last.remove();
                }
                return true;
            }

            @Override
            public void finish() {
                preview(next);
                super.finish();
            }

            @Override
            public boolean preview(RowSink to) {
                for (@Nullable Object[] row : new ArrayList<>(last)) {
                    if (!to.take(row.clone())) {
                        break;
                    }
                }
                return true;
            }
        };
    }

    static RowSink dedup(List<Computation> keys, Budget budget, RowSink next) {
        return new Passing(next) {
            private final Set<List<@Nullable Object>> seen = new HashSet<>();

            @Override
            public boolean take(@Nullable Object[] row) {
                List<@Nullable Object> key = new ArrayList<>(keys.size());
                for (Computation one : keys) {
                    Object value = one.of(row);
                    key.add(value instanceof List<?> list ? new HashSet<>(list) : value);
                }
                if (!seen.add(key)) {
                    return true;
                }
                budget.take();
                return next.take(row);
            }
        };
    }

    /** Rows in the order of their first column, a time; a row for each stretch between that has none. */
    static RowSink fillTime(long seconds, List<Boolean> counts, RunLimits limits, RowSink next) {
        return new Passing(next) {
            private @Nullable Instant expected;
            private int filled;

            @Override
            public boolean take(@Nullable Object[] row) {
                Instant expect = expected;
                if (!(row[1] instanceof Instant time)) {
                    return next.take(row);
                }
                while (expect != null && expect.isBefore(time)) {
                    if (++filled > limits.groups()) {
                        throw new LimitReachedException("more than " + limits.groups()
                                + " stretches of time lie between the first and the last event; choose longer ones");
                    }
                    if (!next.take(empty(row.length, expect))) {
                        return false;
                    }
                    expect = expect.plusSeconds(seconds);
                }
                expected = time.plusSeconds(seconds);
                return next.take(row);
            }

            private @Nullable Object[] empty(int size, Instant time) {
                @Nullable Object[] row = new @Nullable Object[size];
                row[1] = time;
                for (int i = 0; i < counts.size(); i++) {
                    row[2 + i] = counts.get(i) ? (Object) 0L : null;
                }
                return row;
            }
        };
    }
}
