package dev.vedette.host.store;

import dev.vedette.host.query.Condition;
import dev.vedette.host.query.TimeText;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Objects;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedNumericDocValuesField;
import org.apache.lucene.search.FieldExistsQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.util.NumericUtils;
import org.jspecify.annotations.Nullable;

/** Queries on columns of numbers: ranges of longs. */
final class NumberQueries {
    private static final BigDecimal MIN = BigDecimal.valueOf(Long.MIN_VALUE);
    private static final BigDecimal MAX = BigDecimal.valueOf(Long.MAX_VALUE);

    private NumberQueries() {}

    static Query query(String column, FieldLayout layout, Condition condition) {
        return switch (condition) {
            case Condition.Equal equal -> {
                Object value = Objects.requireNonNull(equal.field().read(equal.value()), equal.value());
                boolean beyond = value instanceof Instant time && !Nanos.fits(time);
                long number = EventDocument.encode(value);
                yield beyond ? new MatchNoDocsQuery() : range(column, layout, number, number);
            }
            case Condition.Range range -> {
                Bounds bounds = bounds(layout, range);
                yield bounds == null ? new MatchNoDocsQuery() : range(column, layout, bounds.low, bounds.high);
            }
            default -> layout == FieldLayout.TIME ? new MatchAllDocsQuery() : new FieldExistsQuery(column);
        };
    }

    static Query time(long low, long high) {
        return NumericDocValuesField.newSlowRangeQuery(Names.TIME, low, high);
    }

    private static Query range(String column, FieldLayout layout, long low, long high) {
        return layout == FieldLayout.TIME
                ? time(low, high)
                : SortedNumericDocValuesField.newSlowRangeQuery(column, low, high);
    }

    private record Bounds(long low, long high) {}

    private static @Nullable Bounds bounds(FieldLayout layout, Condition.Range range) {
        long low = Long.MIN_VALUE;
        long high = Long.MAX_VALUE;
        if (range.lower() != null) {
            Long bound = lower(layout, range.lower(), range.lowerInclusive());
            if (bound == null) {
                return null;
            }
            low = bound;
        } else if (layout == FieldLayout.DECIMAL) {
            low = NumericUtils.doubleToSortableLong(Double.NEGATIVE_INFINITY);
        }
        if (range.upper() != null) {
            Long bound = upper(layout, range.upper(), range.upperInclusive());
            if (bound == null) {
                return null;
            }
            high = bound;
        } else if (layout == FieldLayout.DECIMAL) {
            high = NumericUtils.doubleToSortableLong(Double.POSITIVE_INFINITY); // NaN sorts behind it
        }
        return low > high ? null : new Bounds(low, high);
    }

    /** The smallest number inside, or null if there is none. */
    private static @Nullable Long lower(FieldLayout layout, String text, boolean inclusive) {
        if (layout == FieldLayout.NUMBER) {
            BigDecimal exact = new BigDecimal(text);
            BigDecimal whole = exact.setScale(0, RoundingMode.CEILING);
            return whole(!inclusive && whole.compareTo(exact) == 0 ? whole.add(BigDecimal.ONE) : whole, true);
        }
        if (layout == FieldLayout.DECIMAL) {
            BigDecimal exact = new BigDecimal(text);
            double near = exact.doubleValue();
            int compared = Double.isInfinite(near) ? near > 0 ? 1 : -1 : new BigDecimal(near).compareTo(exact);
            boolean inside = compared > 0 || (compared == 0 && inclusive);
            // Both zeros equal the number 0.
            double low = inside ? (near == 0 ? -0.0 : near) : near == 0 ? Double.MIN_VALUE : Math.nextUp(near);
            return NumericUtils.doubleToSortableLong(low);
        }
        Instant time = Objects.requireNonNull(TimeText.read(text), text);
        long nanos = Nanos.of(time);
        return inclusive || !Nanos.fits(time) ? nanos : nanos + 1;
    }

    /** The greatest number inside, or null if there is none. */
    private static @Nullable Long upper(FieldLayout layout, String text, boolean inclusive) {
        if (layout == FieldLayout.NUMBER) {
            BigDecimal exact = new BigDecimal(text);
            BigDecimal whole = exact.setScale(0, RoundingMode.FLOOR);
            return whole(!inclusive && whole.compareTo(exact) == 0 ? whole.subtract(BigDecimal.ONE) : whole, false);
        }
        if (layout == FieldLayout.DECIMAL) {
            BigDecimal exact = new BigDecimal(text);
            double near = exact.doubleValue();
            int compared = Double.isInfinite(near) ? near > 0 ? 1 : -1 : new BigDecimal(near).compareTo(exact);
            boolean inside = compared < 0 || (compared == 0 && inclusive);
            double high = inside ? (near == 0 ? 0.0 : near) : near == 0 ? -Double.MIN_VALUE : Math.nextDown(near);
            return NumericUtils.doubleToSortableLong(high);
        }
        Instant time = Objects.requireNonNull(TimeText.read(text), text);
        long nanos = Nanos.of(time);
        return inclusive || !Nanos.fits(time) ? nanos : nanos - 1;
    }

    private static @Nullable Long whole(BigDecimal number, boolean lower) {
        if (number.compareTo(MIN) < 0) {
            return lower ? Long.MIN_VALUE : null;
        }
        if (number.compareTo(MAX) > 0) {
            return lower ? null : Long.MAX_VALUE;
        }
        return number.longValueExact();
    }
}
