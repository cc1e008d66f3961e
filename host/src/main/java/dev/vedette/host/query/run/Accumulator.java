package dev.vedette.host.query.run;

import dev.vedette.host.query.expr.Aggregate;
import dev.vedette.host.query.expr.Values;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One figure of one group, growing row by row. */
abstract class Accumulator {
    /**
     * Takes one row's value.
     *
     * @param value null, a value or a list
     * @param weight how many events the row stands for
     * @param time when it happened, for those that go by time
     */
    abstract void add(@Nullable Object value, long weight, @Nullable Instant time);

    /** The figure as it is now. */
    abstract @Nullable Object result();

    static Accumulator of(Aggregate aggregate, Budget budget) {
        return switch (aggregate.kind()) {
            case COUNT -> new Count(aggregate.value() == null);
            case SUM -> new Sum();
            case AVG -> new Average();
            case STDEV -> new Deviation();
            case MIN, MAX -> new Extreme(aggregate.kind() == Aggregate.Kind.MIN);
            case FIRST, LAST -> new ByTime(aggregate.kind() == Aggregate.Kind.FIRST);
            case DISTINCT, VALUES -> new Different(aggregate.kind() == Aggregate.Kind.VALUES, budget);
            case PERCENTILE -> new Percentile(aggregate.percent());
        };
    }

    private static final class Count extends Accumulator {
        private final boolean rows;
        private long count;

        Count(boolean rows) {
            this.rows = rows;
        }

        @Override
        void add(@Nullable Object value, long weight, @Nullable Instant time) {
            if (rows || value != null) {
                count += weight;
            }
        }

        @Override
        Object result() {
            return count;
        }
    }

    private static final class Sum extends Accumulator {
        private long whole;
        private double real;
        private boolean isReal;
        private boolean any;

        @Override
        void add(@Nullable Object value, long weight, @Nullable Instant time) {
            for (Object member : Values.members(value)) {
                Number number = Values.number(member);
                if (number != null) {
                    add(number);
                }
            }
        }

        private void add(Number number) {
            any = true;
            if (number instanceof Long n) {
                long sum = whole + n;
                boolean beyond = ((whole ^ sum) & (n ^ sum)) < 0;
                if (beyond) {
                    real += whole;
                    whole = 0;
                    isReal = true;
                }
                whole += n;
            } else {
                real += number.doubleValue();
                isReal = true;
            }
        }

        @Override
        @Nullable
        Object result() {
            double sum = whole + real;
            return !any ? null : isReal ? Double.isFinite(sum) ? (Object) sum : null : (Object) whole;
        }
    }

    private static final class Average extends Accumulator {
        private final Sum sum = new Sum();
        private long count;

        @Override
        void add(@Nullable Object value, long weight, @Nullable Instant time) {
            for (Object member : Values.members(value)) {
                Number number = Values.number(member);
                if (number != null) {
                    count++;
                    sum.add(number);
                }
            }
        }

        @Override
        @Nullable
        Object result() {
            return sum.result() instanceof Number all ? (Object) (all.doubleValue() / count) : null;
        }
    }

    /** The deviation of a sample, by Welford's method. */
    private static final class Deviation extends Accumulator {
        private long count;
        private double mean;
        private double squares;

        @Override
        void add(@Nullable Object value, long weight, @Nullable Instant time) {
            for (Object member : Values.members(value)) {
                Number number = Values.number(member);
                if (number != null) {
                    count++;
                    double off = number.doubleValue() - mean;
                    mean += off / count;
                    squares += off * (number.doubleValue() - mean);
                }
            }
        }

        @Override
        @Nullable
        Object result() {
            double deviation = Math.sqrt(squares / (count - 1));
            return count < 2 || !Double.isFinite(deviation) ? null : (Object) deviation;
        }
    }

    private static final class Extreme extends Accumulator {
        private final boolean least;
        private @Nullable Object best;

        Extreme(boolean least) {
            this.least = least;
        }

        @Override
        void add(@Nullable Object value, long weight, @Nullable Instant time) {
            for (Object member : Values.members(value)) {
                int compared = best == null ? 0 : Values.ORDER.compare(member, best);
                if (best == null || (least ? compared < 0 : compared > 0)) {
                    best = member;
                }
            }
        }

        @Override
        @Nullable
        Object result() {
            return best;
        }
    }

    /** The value of the oldest or newest event that has one; the smallest of those of the same moment. */
    private static final class ByTime extends Accumulator {
        private final boolean oldest;
        private @Nullable Object value;
        private Instant when = Instant.EPOCH;

        ByTime(boolean oldest) {
            this.oldest = oldest;
        }

        @Override
        void add(@Nullable Object of, long weight, @Nullable Instant time) {
            Object single = Values.single(of);
            if (single == null || time == null) {
                return;
            }
            int compared = value == null ? 0 : oldest ? time.compareTo(when) : when.compareTo(time);
            if (value == null || compared < 0 || (compared == 0 && Values.ORDER.compare(single, value) < 0)) {
                value = single;
                when = time;
            }
        }

        @Override
        @Nullable
        Object result() {
            return value;
        }
    }

    private static final class Different extends Accumulator {
        private final boolean list;
        private final Budget budget;
        private final Set<Object> seen = new HashSet<>(4);

        Different(boolean list, Budget budget) {
            this.list = list;
            this.budget = budget;
        }

        @Override
        void add(@Nullable Object value, long weight, @Nullable Instant time) {
            for (Object member : Values.members(value)) {
                if (seen.add(member)) {
                    budget.take();
                }
            }
        }

        @Override
        @Nullable
        Object result() {
            if (!list) {
                return (long) seen.size();
            }
            List<@Nullable Object> sorted = new ArrayList<>(seen);
            sorted.sort(Values.ORDER);
            return sorted.isEmpty() ? null : sorted;
        }
    }
}
