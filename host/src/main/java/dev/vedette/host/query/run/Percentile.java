package dev.vedette.host.query.run;

import dev.vedette.host.query.expr.Values;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The number that a share of all do not exceed. Exact for the first few thousand numbers; from then on numbers are
 * counted in classes whose middle is at most one percent off any of its members.
 */
final class Percentile extends Accumulator {
    /** Up to here it is exact. */
    static final int EXACT = 4_096;

    private static final double GROWTH = Math.log(1.02);

    private final double percent;
    private double[] numbers = new double[8];
    private int kept;
    private long count;
    private final TreeMap<Integer, Long> classes = new TreeMap<>();

    Percentile(double percent) {
        this.percent = percent;
    }

    @Override
    void add(@Nullable Object value, long weight, @Nullable Instant time) {
        for (Object member : Values.members(value)) {
            Number number = Values.number(member);
            if (number != null) {
                add(number.doubleValue());
            }
        }
    }

    private void add(double number) {
        count++;
        if (count > EXACT) {
            for (int i = 0; i < kept; i++) {
                classes.merge(classOf(numbers[i]), 1L, Long::sum);
            }
            kept = 0;
            classes.merge(classOf(number), 1L, Long::sum);
            return;
        }
        if (kept == numbers.length) {
            numbers = Arrays.copyOf(numbers, kept * 2);
        }
        numbers[kept++] = number;
    }

    /** Classes grow by two percent; those of negative numbers lie below, in reverse. */
    private static int classOf(double number) {
        if (Math.abs(number) < 1e-9) {
            return 0;
        }
        int size = (int) Math.floor(Math.log(Math.abs(number) * 1e9) / GROWTH) + 1;
        return number < 0 ? -size : size;
    }

    private static double middle(int of) {
        if (of == 0) {
            return 0;
        }
        double size = Math.exp((Math.abs(of) - 0.5) * GROWTH) / 1e9;
        return of < 0 ? -size : size;
    }

    @Override
    @Nullable
    Object result() {
        if (count == 0) {
            return null;
        }
        long rank = Math.max(1, (long) Math.ceil(count * percent / 100));
        if (kept > 0) {
            double[] sorted = Arrays.copyOf(numbers, kept);
            Arrays.sort(sorted);
            return sorted[(int) rank - 1];
        }
        long passed = 0;
        for (Map.Entry<Integer, Long> one : classes.entrySet()) {
            passed += one.getValue();
            if (passed >= rank) {
                return middle(one.getKey());
            }
        }
        return middle(classes.lastKey());
    }

    /** Whether its result is an estimate. */
    boolean isEstimate() {
        return count > EXACT;
    }
}
