package dev.vedette.host.query.run;

import dev.vedette.host.query.expr.Values;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Orders rows; of more than it may keep it keeps those that come first. Rows that are alike stay in their order. */
final class Sorting implements RowSink {
    private final Comparator<Numbered> order;
    private final PriorityQueue<Numbered> kept; // the last one first
    private final int limit;
    private final Runnable cut;
    private final RowSink next;
    private long count;

    /** A row and the number of it. */
    private record Numbered(
            @Nullable Object[] row, @Nullable Object[] keys, long number) {}

    private final List<Computation> keys;

    /**
     * A sort.
     *
     * @param limit rows to keep
     * @param cut called when rows were left out
     */
    Sorting(List<Computation> keys, List<Boolean> descending, int limit, Runnable cut, RowSink next) {
        this.keys = keys;
        this.limit = limit;
        this.cut = cut;
        this.next = next;
        Comparator<Numbered> byNumber = Comparator.comparingLong(Numbered::number);
        this.order = ((Comparator<Numbered>) (a, b) -> compare(a, b, descending)).thenComparing(byNumber);
        this.kept = new PriorityQueue<>(order.reversed());
    }

    private static int compare(Numbered a, Numbered b, List<Boolean> descending) {
        for (int i = 0; i < a.keys.length; i++) {
            Object one = a.keys[i];
            Object two = b.keys[i];
            int compared = Values.ORDER.compare(one, two);
            if (compared != 0) {
                boolean turn = descending.get(i) && one != null && two != null;
                return turn ? -compared : compared;
            }
        }
        return 0;
    }

    @Override
    public boolean take(@Nullable Object[] row) {
        @Nullable Object[] values = new @Nullable Object[keys.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = keys.get(i).of(row);
        }
        Numbered numbered = new Numbered(row, values, count++);
        if (kept.size() < limit) {
            kept.add(numbered);
            return true;
        }
        cut.run();
        if (order.compare(numbered, kept.element()) < 0) {
            kept.remove();
            kept.add(numbered);
        }
        return true;
    }

    @Override
    public void finish() {
        preview(next);
        kept.clear();
        next.finish();
    }

    @Override
    public boolean preview(RowSink to) {
        List<Numbered> sorted = new ArrayList<>(kept);
        sorted.sort(order);
        for (Numbered one : sorted) {
            if (!to.take(one.row.clone())) {
                break;
            }
        }
        return true;
    }
}
